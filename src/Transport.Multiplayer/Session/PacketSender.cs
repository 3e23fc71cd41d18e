using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Session;

/// <summary>
/// The way down: to a peer directly, or through the server when this end is a client. Packets come with room before them for the head of a
/// relay.
/// </summary>
internal sealed class PacketSender(MultiplayerPeer peer, MemberList members)
{
    /// <summary>The room that is left free before each packet.</summary>
    public const int Room = SystemPacket.Bytes;

    private int _outsiders;

    /// <summary>Whether clients reach each other through the server. Both have to agree. Source: Godot <c>server_relay</c>.</summary>
    public bool IsRelaying { get; set; } = true;

    public bool IsServer => peer.IsServer;

    public int UniqueId => peer.UniqueId;

    public bool IsConnected => peer.Status == ConnectionStatus.Connected;

    /// <summary>Packets of an unreliable mode that were not sent because the queue had no room.</summary>
    public long Dropped { get; private set; }

    /// <summary>A peer is connected that is no member: what is sent to all may not reach it.</summary>
    public void OutsiderCame() => _outsiders++;

    /// <summary>It has become a member, or is gone.</summary>
    public void OutsiderWent() => _outsiders--;

    public void Clear() => _outsiders = 0;

    /// <summary>Whether a packet to a peer goes through the server, and is larger by <see cref="Room"/>.</summary>
    public bool IsRelayed(int target) => target != MultiplayerPeer.TargetPeerServer && !peer.IsServer && IsRelaying;

    /// <summary>Whether a packet is not too large for the carrier.</summary>
    public bool Fits(int bytes, TransferMode mode) => bytes <= peer.MaxPacketSize(mode);

    /// <summary>Throws when a packet is larger than the carrier takes.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void CheckSize(int bytes, TransferMode mode, string what)
    {
        if (!Fits(bytes, mode))
            throw new ArgumentException($"{what} takes {bytes} bytes; {peer.Carrier} takes at most {peer.MaxPacketSize(mode)} in mode {mode}.");
    }

    /// <summary>Throws when nothing can be sent to a target.</summary>
    /// <exception cref="InvalidOperationException">The session is not connected.</exception>
    /// <exception cref="ArgumentException">There is no such peer.</exception>
    public void CheckTarget(int target, bool mayBeSelf = false)
    {
        if (!IsConnected) throw new InvalidOperationException($"The multiplayer peer is {peer.Status}; this needs a Connected one.");
        if (target <= 0)
        {
            if (target == int.MinValue)
                throw new ArgumentOutOfRangeException(nameof(target), target, "A target is 0, a peer's id or the negative of one.");
            return;
        }
        if (members.Find(target) is not null || (mayBeSelf && target == UniqueId)) return;
        throw new ArgumentException(
            target == UniqueId ? $"{target} is this end's own id." : $"There is no peer {target} in the session.", nameof(target));
    }

    /// <summary>Sends to one member.</summary>
    /// <param name="packet">The packet, behind <see cref="Room"/> bytes that are overwritten.</param>
    /// <param name="target">The member.</param>
    /// <param name="mode">How it travels.</param>
    /// <param name="channel">Its lane.</param>
    public void Send(Span<byte> packet, int target, TransferMode mode, int channel)
    {
        if (!IsRelayed(target))
        {
            SendDirectly(packet[Room..], target, mode, channel);
            return;
        }
        SystemPacket.Write(packet, SystemCommand.Relay, target);
        SendDirectly(packet, MultiplayerPeer.TargetPeerServer, mode, channel);
    }

    /// <summary>Sends a server's packet to all members but one.</summary>
    /// <param name="packet">The packet, without room before it.</param>
    /// <param name="excluded">An id; 0 for nobody.</param>
    /// <param name="alsoExcluded">Another one.</param>
    /// <param name="mode">How it travels.</param>
    /// <param name="channel">Its lane.</param>
    public void Broadcast(ReadOnlySpan<byte> packet, int excluded, int alsoExcluded, TransferMode mode, int channel)
    {
        // Framed once by the carrier, when what it calls everyone is what is meant here.
        if (_outsiders == 0 && alsoExcluded == 0)
        {
            SendDirectly(packet, -excluded, mode, channel);
            return;
        }
        for (var i = 0; i < members.Count; i++)
        {
            var id = members[i].Id;
            if (id != excluded && id != alsoExcluded) SendDirectly(packet, id, mode, channel);
        }
    }

    /// <summary>Sends to a connected peer, member or not. Not at all when it is gone and was not told gone yet.</summary>
    public void SendDirectly(ReadOnlySpan<byte> packet, int target, TransferMode mode, int channel)
    {
        if (!IsConnected || (target > 0 && !peer.Peers.Contains(target))) return;
        // Reliable means delivered or disconnected. The others may be lost, and this is where they are lost first.
        if (mode == TransferMode.Reliable) peer.Send(packet, target, mode, channel);
        else if (!peer.TrySend(packet, target, mode, channel)) Dropped++;
    }
}

using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Session;

/// <summary>
/// A server passes packets between its clients. It writes the source into them, so that a client cannot speak in the name of another.
/// </summary>
internal sealed class Relay(MultiplayerPeer peer, MemberList members, PacketSender sender)
{
    private byte[] _buffer = [];

    /// <summary>Packets passed on.</summary>
    public long Packets { get; private set; }

    /// <summary>Their bytes, once for each packet.</summary>
    public long Bytes { get; private set; }

    /// <summary>Passes a packet on.</summary>
    /// <param name="source">Who has sent it.</param>
    /// <param name="target">Whom it is for. Nobody gets a packet for one who is not there: it may have left meanwhile.</param>
    /// <param name="packet">The packet, with its head.</param>
    /// <param name="mode">The mode it came with, and keeps.</param>
    /// <param name="channel">The channel it came with, and keeps.</param>
    /// <returns>Whether it is for the server as well.</returns>
    public bool Pass(Member source, int target, ReadOnlySpan<byte> packet, TransferMode mode, int channel)
    {
        if (target > 0 && members.Find(target) is null) return false;
        // Carriers differ in what they take, when there are several in one session.
        if (packet.Length <= peer.MaxPacketSize(mode) && channel <= peer.MaxChannel)
        {
            var stamped = Stamp(source.Id, packet);
            if (target > 0) sender.SendDirectly(stamped, target, mode, channel);
            else sender.Broadcast(stamped, source.Id, target == int.MinValue ? 0 : -target, mode, channel);
            Packets++;
            Bytes += packet.Length;
            MultiplayerMetrics.PacketRelayed();
        }
        return target <= 0 && target != -MultiplayerPeer.TargetPeerServer;
    }

    private ReadOnlySpan<byte> Stamp(int source, ReadOnlySpan<byte> packet)
    {
        if (_buffer.Length < packet.Length) _buffer = new byte[packet.Length];
        packet.CopyTo(_buffer);
        SystemPacket.Write(_buffer, SystemCommand.Relay, source);
        return _buffer.AsSpan(0, packet.Length);
    }
}

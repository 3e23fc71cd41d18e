using Transport.Multiplayer.Session;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer;

// Who is in the session, and bytes between them.
public sealed partial class MultiplayerApi
{
    private byte[] _bytesPacket = [];

    /// <summary>This end's id: 0 while it is unknown, 1 for a server. Source: Godot <c>get_unique_id</c>.</summary>
    public int UniqueId => _peer.UniqueId;

    /// <summary>Whether this end is the server. Source: Godot <c>is_server</c>.</summary>
    public bool IsServer => _peer.IsServer;

    /// <summary>
    /// The ids of the peers in the session, this end not among them; on a client the server (1) and the other clients. A live view, in no
    /// particular order. Source: Godot <c>get_peers</c>.
    /// </summary>
    public IReadOnlyCollection<int> Peers => _members.Ids;

    /// <summary>
    /// Whose call or packet is being processed; this end's own id in a call that is made here as well; else 0. Behind an await it is gone: a
    /// method that needs it there takes an <see cref="RpcContext"/>. Source: Godot <c>get_remote_sender_id</c>.
    /// </summary>
    public int RemoteSenderId
    {
        get => _router.RemoteSenderId;
        internal set => _router.RemoteSenderId = value;
    }

    /// <summary>
    /// Whether clients learn of each other and reach each other through the server. All ends have to agree. Default true. Source: Godot
    /// <c>server_relay</c>.
    /// </summary>
    public bool ServerRelay
    {
        get => _sender.IsRelaying;
        set => _sender.IsRelaying = value;
    }

    /// <summary>Whether a server turns new peers away. The peer's own switch. Source: Godot <c>refuse_new_connections</c>.</summary>
    public bool RefuseNewConnections
    {
        get => _peer.RefuseNewConnections;
        set => _peer.RefuseNewConnections = value;
    }

    /// <summary>What this api has counted since it was made.</summary>
    public MultiplayerStatistics Statistics => new()
    {
        CallsSent = _calls.Sent,
        CallsReceived = _calls.Received,
        CallsWaiting = _calls.Pending.Count,
        Failures = _failures.Count,
        PacketsRelayed = _relay.Packets,
        BytesRelayed = _relay.Bytes,
        UnreliablePacketsDropped = _sender.Dropped,
        OverBudgetDropped = _budgets.Dropped,
    };

    /// <summary>
    /// Sends bytes to peers, whose <see cref="PeerPacket"/> gets them. A client's bytes to other clients go through the server. Source: Godot
    /// <c>send_bytes</c>.
    /// </summary>
    /// <param name="bytes">At least one. Copied.</param>
    /// <param name="target">0 for everyone (the default), n for one peer, -n for everyone but n.</param>
    /// <param name="mode">How they travel. An unreliable packet that finds no room in a queue is dropped. Default reliable.</param>
    /// <param name="channel">The ordering lane. Default 0.</param>
    /// <exception cref="ArgumentException">No bytes or too many, no such peer, mode or channel.</exception>
    /// <exception cref="InvalidOperationException">The session is not connected.</exception>
    /// <exception cref="ObjectDisposedException">The api or its peer is disposed.</exception>
    public void SendBytes(
        ReadOnlySpan<byte> bytes,
        int target = MultiplayerPeer.TargetPeerBroadcast,
        TransferMode mode = TransferMode.Reliable,
        int channel = 0)
    {
        ThrowIfDisposed();
        if (bytes.IsEmpty) throw new ArgumentException("There are no bytes to send.", nameof(bytes));
        _sender.CheckTarget(target);
        var room = target == MultiplayerPeer.TargetPeerServer || IsServer || !ServerRelay ? 0 : PacketSender.Room;
        _sender.CheckSize(room + 1 + bytes.Length, mode, "The packet");
        var packet = Wrap(bytes);
        if (target > 0) _sender.Send(packet, target, mode, channel);
        else if (IsServer) _sender.Broadcast(packet[PacketSender.Room..], -target, 0, mode, channel);
        else if (ServerRelay) _sender.Send(packet, target, mode, channel);
        else if (target != -MultiplayerPeer.TargetPeerServer) _sender.Send(packet, MultiplayerPeer.TargetPeerServer, mode, channel);
    }

    /// <summary>
    /// Puts a peer out of the session: the others learn it at once, the peer learns code and reason, and <see cref="PeerDisconnected"/> (or
    /// <see cref="PeerAuthenticationFailed"/>) is raised for it by the next Poll. A client that names the server (1) leaves the session. Source:
    /// Godot <c>disconnect_peer</c>, which raises nothing.
    /// </summary>
    /// <param name="id">A peer that is connected to this end, in the session or still authenticating.</param>
    /// <param name="code">As for <see cref="MultiplayerPeer.Close"/>. Default 1000.</param>
    /// <param name="reason">As for <see cref="MultiplayerPeer.Close"/>. Default empty.</param>
    /// <exception cref="ArgumentException">No such peer, a code that must not be sent, or too long a reason.</exception>
    /// <exception cref="InvalidOperationException">The session is not connected.</exception>
    /// <exception cref="ObjectDisposedException">The api or its peer is disposed.</exception>
    public void DisconnectPeer(int id, int code = CloseCode.Normal, string reason = "")
    {
        ThrowIfDisposed();
        _admission.Disconnect(id, code, reason);
    }

    private Span<byte> Wrap(ReadOnlySpan<byte> bytes)
    {
        var length = PacketSender.Room + 1 + bytes.Length;
        if (_bytesPacket.Length < length) _bytesPacket = new byte[length];
        _bytesPacket[PacketSender.Room] = (byte)PacketCommand.Raw;
        bytes.CopyTo(_bytesPacket.AsSpan(PacketSender.Room + 1));
        return _bytesPacket.AsSpan(0, length);
    }
}

using System.Threading.Channels;

namespace Transport.Carriers;

/// <summary>
/// What a carrier may tell the <see cref="MultiplayerPeer"/> above it, from any thread: the one inbound queue of one session.
/// A peer opens a new inbox each time it is started; what a carrier posts to an inbox whose session is over is dropped and its
/// memory released. The order of posting is the order of events and packets.
/// </summary>
public sealed class PeerInbox
{
    private readonly Channel<object> _items = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ActivitySignal _activity;
    private volatile bool _isClosed;

    internal PeerInbox(ActivitySignal activity) => _activity = activity;

    internal bool HasItems => _items.Reader.TryPeek(out _);

    /// <summary>
    /// Whether each post wakes the waiter; default true. A carrier that posts under a lock, or several things together, sets it to false and
    /// calls <see cref="Wake"/> or <see cref="WakeElsewhere"/> when it is done: the waiter may run the game's code at once.
    /// </summary>
    public bool WakesOnPost { get; set; } = true;

    /// <summary>Whether a <see cref="MultiplayerPeer.WaitForActivityAsync"/> is pending. For the polling thread; to others it may be old news.</summary>
    public bool IsAwaited => _activity.IsAwaited;

    /// <summary>A server's new peer: PeerConnected is raised by the next Poll.</summary>
    /// <param name="id">The peer's id, 2 to 2147483647, never used before in this session.</param>
    public void PeerConnected(int id) => Post(new PeerConnectedItem(id, UniqueId: 0));

    /// <summary>A client has its id: it becomes Connected, and PeerConnected(1) is raised, by the next Poll.</summary>
    /// <param name="uniqueId">The id the server gave to this client.</param>
    public void ConnectedToServer(int uniqueId) =>
        Post(new PeerConnectedItem(MultiplayerPeer.TargetPeerServer, uniqueId));

    /// <summary>Packets of a connected peer. The block is released by the receiver, or at once when the session is over.</summary>
    public void Packets(PacketBlock block)
    {
        if (!_items.Writer.TryWrite(block)) block.Release();
        else if (WakesOnPost) _activity.Set();
    }

    /// <summary>A peer is gone: PeerDisconnected is raised once its packets are taken. Only the first for an id counts.</summary>
    public void PeerDisconnected(int id, DisconnectInfo info) => Post(new PeerDisconnectedItem(id, info));

    /// <summary>
    /// A client did not get in, or a server can no longer serve: every peer is told gone, then ConnectionFailed is raised.
    /// </summary>
    public void ConnectionFailed(DisconnectInfo info) => Post(new ConnectionFailedItem(info));

    /// <summary>
    /// Completes a pending <see cref="MultiplayerPeer.WaitForActivityAsync"/>: Poll has something to do. Does nothing when the session is over; the
    /// peer wakes its waiter when it is done with the end.
    /// </summary>
    public void Wake()
    {
        if (!_isClosed) _activity.Set();
    }

    /// <summary><see cref="Wake"/>, for a caller whose thread is a game's own: the waiter goes on on a pool thread.</summary>
    public void WakeElsewhere()
    {
        if (!_isClosed) _activity.SetElsewhere();
    }

    /// <summary>Posts without waking the waiter. False when the session is over; the item is the caller's to release.</summary>
    internal bool TryPost(object item) => _items.Writer.TryWrite(item);

    internal bool TryTake(out object? item) => _items.Reader.TryRead(out item);

    /// <summary>Ends the inbox. What is in it, and what still comes, is dropped.</summary>
    internal void Close()
    {
        _isClosed = true;
        _items.Writer.TryComplete();
        while (_items.Reader.TryRead(out var item)) (item as PacketBlock)?.Release();
    }

    private void Post(object item)
    {
        if (_items.Writer.TryWrite(item) && WakesOnPost) _activity.Set();
    }

    internal sealed record PeerConnectedItem(int Id, int UniqueId);

    internal sealed record PeerDisconnectedItem(int Id, DisconnectInfo Info);

    internal sealed record ConnectionFailedItem(DisconnectInfo Info);
}

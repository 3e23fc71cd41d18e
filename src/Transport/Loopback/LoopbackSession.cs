using System.Collections.Concurrent;
using Transport.Carriers;

namespace Transport.Loopback;

/// <summary>One peer's part between a start and a close: its inbox and its ends. Thread-safe where it does not say otherwise.</summary>
internal sealed class LoopbackSession(PeerInbox inbox, LoopbackLimits limits, LoopbackLingering lingering, TimeProvider timeProvider)
{
    // What a WebSocket server answers when it takes nobody.
    private const int RefusedCode = 503;

    private readonly object _gate = new();
    private readonly Dictionary<int, LoopbackEnd> _ends = [];
    private readonly ConcurrentQueue<LoopbackEnd> _arriving = new();
    private readonly Queue<LoopbackEnd> _unflushed = new();
    private int _openEnds;
    private bool _isClosed;

    public LoopbackLimits Limits => limits;

    public LoopbackLingering Lingering => lingering;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>A server takes a client: both are told connected. Otherwise why not.</summary>
    public DisconnectInfo? Accept(LoopbackSession client, UniqueIdSequence ids)
    {
        lock (_gate)
        {
            if (_isClosed) return Unreachable;
            if (_openEnds >= limits.MaxClients) return Refused($"The server is full: it takes {limits.MaxClients} clients.");
            var id = ids.Next();
            var (here, there) = LoopbackEnd.Link(this, client, id);
            Add(here);
            client.Add(there);
            Post(new PeerInbox.PeerConnectedItem(id, UniqueId: 0));
            client.Post(new PeerInbox.PeerConnectedItem(MultiplayerPeer.TargetPeerServer, id));
            return null;
        }
    }

    /// <summary>The end towards a peer; null once the connection is over.</summary>
    public LoopbackEnd? Find(int id)
    {
        lock (_gate) return _ends.TryGetValue(id, out var end) ? end : null;
    }

    /// <summary>No peer can come any more. Returns those that are there, lingering ones included.</summary>
    public LoopbackEnd[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return [.. _ends.Values];
        }
    }

    /// <summary>An end is not counted among the clients any more.</summary>
    public void NoLongerOpen()
    {
        lock (_gate) _openEnds--;
    }

    public void Remove(LoopbackEnd end)
    {
        lock (_gate) _ends.Remove(end.RemoteId);
    }

    /// <summary>False when the session is over.</summary>
    public bool Post(object item)
    {
        if (!inbox.TryPost(item)) return false;
        inbox.WakeElsewhere();
        return true;
    }

    /// <summary>Another end has queued packets for this session. They are fetched by <see cref="Flush"/>, should that end stay away.</summary>
    public void Expect(LoopbackEnd sender)
    {
        _arriving.Enqueue(sender);
        inbox.WakeElsewhere();
    }

    /// <summary>An end of this session has queued packets. For the polling thread.</summary>
    public void NeedsFlush(LoopbackEnd end) => _unflushed.Enqueue(end);

    /// <summary>Hands over what is queued, in both directions, as far as there is room. For the polling thread.</summary>
    public void Flush()
    {
        while (_unflushed.TryDequeue(out var end)) end.Flush();
        while (_arriving.TryDequeue(out var end)) end.HandOver();
    }

    public static DisconnectInfo Unreachable =>
        new(DisconnectReason.Unreachable, DisconnectOrigin.Network, text: "The server is not started.");

    public static DisconnectInfo Refused(string text) =>
        new(DisconnectReason.Refused, DisconnectOrigin.Remote, RefusedCode, text);

    private void Add(LoopbackEnd end)
    {
        lock (_gate)
        {
            _ends.Add(end.RemoteId, end);
            _openEnds++;
        }
    }
}

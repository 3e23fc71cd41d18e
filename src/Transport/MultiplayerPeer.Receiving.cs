using System.Runtime.ExceptionServices;
using Transport.Carriers;
using Transport.Diagnostics;

namespace Transport;

// The way up: from the inbox to events and packets, in order.
public abstract partial class MultiplayerPeer
{
    // Blocks whose packets can be taken, oldest first. The packet before _nextPacket in _firstBlock is the one handed out last.
    private PacketBlock? _firstBlock;
    private PacketBlock? _lastBlock;
    private int _nextPacket;

    /// <summary>
    /// Takes the next packet, in the order of arrival. Its payload is valid until the next TryReceive, <see cref="Poll"/> or
    /// <see cref="Close"/>; nothing is copied or allocated. False when there is none; Poll brings more.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public bool TryReceive(out Packet packet)
    {
        ThrowIfDisposed();
        ReleaseTaken();
        if (_firstBlock is not { } block)
        {
            packet = default;
            return false;
        }
        packet = block[_nextPacket++];
        AvailablePacketCount--;
        if (_nextPacket == block.Count) block.From!.UnreadBlocks--;
        return true;
    }

    // A block whose last packet was handed out is activity as well: until Poll releases it, the carrier may have no room for more.
    internal virtual bool HasActivity =>
        _firstBlock is not null || _inbox is { HasItems: true } || _connectionFailure is not null || HasDueDisconnect;

    private bool HasDueDisconnect
    {
        get
        {
            for (var node = _leaving.First; node is not null; node = node.Next)
            {
                if (node.Value.UnreadBlocks == 0) return true;
            }
            return false;
        }
    }

    private void TakeFromInbox()
    {
        var outer = _multiplex?._inbox;
        // A handler may close the session, and even start the next one: ask for the inbox each time. When it was the session of a multiplex,
        // the rest waits for the next Poll, which tells of the old session first.
        while (_inbox is { } inbox && _multiplex?._inbox == outer && inbox.TryTake(out var item))
        {
            switch (item)
            {
                case PacketBlock block:
                    Append(block);
                    break;
                case PeerInbox.PeerConnectedItem connected:
                    Connect(connected);
                    break;
                case PeerInbox.PeerDisconnectedItem disconnected:
                    if (_peers.TryGetValue(disconnected.Id, out var peer)) Leave(peer, disconnected.Info);
                    RaiseDueDisconnects();
                    break;
                case PeerInbox.ConnectionFailedItem failed:
                    EndSession(failed.Info);
                    _connectionFailure = failed.Info;
                    RaiseDueDisconnects();
                    RaiseConnectionFailure();
                    break;
            }
            // A handler closed this session and may have started another: the old peers are told gone before the new ones are told.
            if (_inbox != inbox) RaiseDueDisconnects();
        }
    }

    private void Append(PacketBlock block)
    {
        if (block.Count == 0 || !_peers.TryGetValue(block.Sender, out var peer) || peer.Leaving is not null)
        {
            block.Release();
            return;
        }
        if (IsCounted && TransportMetrics.IsCountingPackets) TransportMetrics.Received(Carrier, block.Count, block.PayloadBytes);
        if (_multiplex is { } multiplex)
        {
            // Taken, as far as this peer is concerned: the packets are unread there.
            multiplex.Append(block);
            return;
        }
        peer.UnreadBlocks++;
        block.From = peer;
        block.Next = null;
        if (_lastBlock is null) _firstBlock = block;
        else _lastBlock.Next = block;
        _lastBlock = block;
        AvailablePacketCount += block.Count;
    }

    private void Connect(PeerInbox.PeerConnectedItem item)
    {
        if (!_peers.TryAdd(item.Id, new RemotePeer(item.Id))) return;
        if (item.Id == TargetPeerServer)
        {
            Status = ConnectionStatus.Connected;
            UniqueId = item.UniqueId;
        }
        PeerJoined(item.Id);
        if (IsCounted) TransportMetrics.Connected(Carrier);
        Log.PeerConnected(_logger, Carrier, item.Id);
        Raise(PeerConnected, static (handler, id) => handler(id), item.Id);
    }

    private void Leave(RemotePeer peer, DisconnectInfo info)
    {
        if (peer.Leaving is not null) return;
        peer.Leaving = info;
        _leaving.AddLast(peer);
    }

    private void RaiseDueDisconnects()
    {
        var node = _leaving.First;
        while (node is not null)
        {
            if (node.Value.UnreadBlocks > 0)
            {
                node = node.Next;
                continue;
            }
            _leaving.Remove(node);
            RaisePeerDisconnected(node.Value);
            node = _leaving.First;
        }
    }

    private void RaisePeerDisconnected(RemotePeer peer)
    {
        var info = peer.Leaving!.Value;
        // A peer of a session that was closed is no longer in the table, but another with the same id may be.
        if (_peers.TryGetValue(peer.Id, out var current) && current == peer)
        {
            _peers.Remove(peer.Id);
            PeerLeft(peer.Id);
            if (peer.Id == TargetPeerServer) EndSession(info);
        }
        if (IsCounted) TransportMetrics.Disconnected(Carrier, info.Reason);
        Log.PeerDisconnected(_logger, Carrier, peer.Id, info);
        Raise(PeerDisconnected, static (handler, args) => handler(args.Id, args.Info), (peer.Id, Info: info));
    }

    private void RaiseConnectionFailure()
    {
        if (_connectionFailure is not { } info) return;
        _connectionFailure = null;
        if (IsCounted) TransportMetrics.ConnectionFailed(Carrier, info.Reason);
        Log.ConnectionFailed(_logger, Carrier, info);
        Raise(ConnectionFailed, static (handler, args) => handler(args), info);
    }

    // Every subscriber is called, whatever another one throws; the first exception then goes on to the caller of Poll.
    private static void Raise<THandler, TArgs>(THandler? handlers, Action<THandler, TArgs> invoke, TArgs args)
        where THandler : Delegate
    {
        if (handlers is null) return;
        ExceptionDispatchInfo? thrown = null;
        foreach (var handler in handlers.GetInvocationList())
        {
            try
            {
                invoke((THandler)handler, args);
            }
#pragma warning disable CA1031 // It is rethrown below, once the others were called.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                thrown ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
        thrown?.Throw();
    }

    private void ReleaseTaken()
    {
        if (_firstBlock is not { } block || _nextPacket < block.Count) return;
        _firstBlock = block.Next;
        if (_firstBlock is null) _lastBlock = null;
        _nextPacket = 0;
        Release(block);
    }

    private static void Release(PacketBlock block)
    {
        block.Next = null;
        block.From = null;
        block.Release();
    }

    // The unread packets of one peer: its blocks are taken out of the list, those of the others stay in order. The first block stays
    // as well, as if it were taken to its end, when a packet of it was handed out: the caller may still read that one.
    private void DropUnread(RemotePeer peer)
    {
        PacketBlock? previous = null;
        for (var block = _firstBlock; block is not null;)
        {
            var next = block.Next;
            if (block.From != peer)
            {
                previous = block;
            }
            else if (block == _firstBlock && _nextPacket > 0)
            {
                AvailablePacketCount -= block.Count - _nextPacket;
                _nextPacket = block.Count;
                previous = block;
            }
            else
            {
                AvailablePacketCount -= block.Count;
                if (previous is null) _firstBlock = next;
                else previous.Next = next;
                Release(block);
            }
            block = next;
        }
        _lastBlock = previous;
        peer.UnreadBlocks = 0;
    }

    private void DropAllUnread()
    {
        for (var block = _firstBlock; block is not null;)
        {
            var next = block.Next;
            block.From!.UnreadBlocks = 0;
            Release(block);
            block = next;
        }
        _firstBlock = _lastBlock = null;
        _nextPacket = 0;
        AvailablePacketCount = 0;
    }

    private void CloseQuietly(int code, string reason, bool force)
    {
        // First, so that the carrier's own news of the end wakes nobody in the middle of it.
        _inbox?.Close();
        CloseCore(code, reason, force);
        EndSession(ClosedHere(code, reason, force));
    }

    private void DisconnectQuietly(RemotePeer peer, int code, string reason, bool force)
    {
        DisconnectPeerCore(peer.Id, code, reason, force);
        DropUnread(peer);
        Leave(peer, ClosedHere(code, reason, force));
    }

    private static DisconnectInfo ClosedHere(int code, string reason, bool force) => force
        ? new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local)
        : new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, code, reason, isClean: true);

    private void EndSession(DisconnectInfo info)
    {
        _inbox?.Close();
        _inbox = null;
        DropAllUnread();
        foreach (var peer in _peers.Values)
        {
            Leave(peer, info);
            PeerLeft(peer.Id);
        }
        _peers.Clear();
        Status = ConnectionStatus.Disconnected;
        UniqueId = 0;
        SessionEnded();
    }
}

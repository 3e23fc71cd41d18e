namespace Transport.Loopback;

/// <summary>
/// One end of a link between two peers: what it has queued to the other, and how much of the other's it holds. Both ends share one
/// gate. No code of a game runs under it: whoever waits for packets goes on on a pool thread.
/// </summary>
internal sealed partial class LoopbackEnd
{
    private readonly object _gate;
    private readonly LoopbackSession _session;
    private readonly Queue<LoopbackBlock> _outbound = new();
    private readonly Stack<LoopbackBlock> _free = new();
    private LoopbackEnd _other = null!;
    private LoopbackBlock? _lastBlock;
    private int _queuedPackets;
    private int _queuedBytes;

    // What the other end has handed over here and was not released yet.
    private int _inboundPackets;
    private int _inboundBytes;

    private long _packetsSent;
    private long _bytesSent;
    private long _packetsReceived;
    private long _bytesReceived;

    // Owned by the polling thread of this end's session.
    private bool _isWaitingForFlush;

    private LoopbackEnd(object gate, LoopbackSession session, int remoteId)
    {
        _gate = gate;
        _session = session;
        RemoteId = remoteId;
    }

    /// <summary>The id of the peer at the other end, as this end knows it.</summary>
    public int RemoteId { get; }

    public static (LoopbackEnd AtServer, LoopbackEnd AtClient) Link(LoopbackSession server, LoopbackSession client, int clientId)
    {
        var gate = new object();
        var atServer = new LoopbackEnd(gate, server, clientId);
        var atClient = new LoopbackEnd(gate, client, MultiplayerPeer.TargetPeerServer);
        atServer._other = atClient;
        atClient._other = atServer;
        return (atServer, atClient);
    }

    /// <summary>Queues a packet. False when there is no room, or the connection is known to be over.</summary>
    public bool Send(ReadOnlySpan<byte> payload, TransferMode mode, int channel, bool mustDeliver)
    {
        lock (_gate)
        {
            if (_state is State.Closing or State.Closed) return false;
            // Lost on the way, as over a network: the other end has closed, and this one is not told yet.
            if (_state == State.Overrun || !_other.IsReceiving) return true;
            if (payload.Length > _other._session.Limits.MaxPacketBytes)
            {
                Overrun();
                return true;
            }
            if (!HasRoom(payload.Length))
            {
                if (mustDeliver) GiveUp();
                return false;
            }
            Append(payload, mode, channel);
        }
        if (!_isWaitingForFlush)
        {
            _isWaitingForFlush = true;
            _session.NeedsFlush(this);
        }
        return true;
    }

    /// <summary><see cref="HandOver"/>, from the polling thread of the sender.</summary>
    public void Flush()
    {
        _isWaitingForFlush = false;
        HandOver();
    }

    /// <summary>Hands what is queued to the other end, as far as it has room.</summary>
    public void HandOver()
    {
        lock (_gate) HandOverUnderGate();
    }

    /// <summary>The other end is done with a block of this one: there is room for more.</summary>
    public void Released(LoopbackBlock block)
    {
        lock (_gate)
        {
            _other._inboundPackets -= block.Count;
            _other._inboundBytes -= block.PayloadBytes;
            Recycle(block);
            HandOverUnderGate();
        }
    }

    public PeerStatistics GetStatistics()
    {
        lock (_gate)
        {
            return new PeerStatistics
            {
                PacketsSent = _packetsSent,
                BytesSent = _bytesSent,
                PacketsReceived = _packetsReceived,
                BytesReceived = _bytesReceived,
                QueuedPackets = _queuedPackets,
                QueuedBytes = _queuedBytes,
            };
        }
    }

    private bool HasRoom(int length) =>
        _queuedPackets < _session.Limits.OutboundPackets && length <= _session.Limits.OutboundBytes - _queuedBytes;

    private void Append(ReadOnlySpan<byte> payload, TransferMode mode, int channel)
    {
        if (_lastBlock is null || !_lastBlock.TryAdd(payload, mode, channel, _other._session.Limits))
        {
            _lastBlock = _free.TryPop(out var free) ? free : new LoopbackBlock(this);
            _lastBlock.TryAdd(payload, mode, channel, _other._session.Limits);
            _outbound.Enqueue(_lastBlock);
        }
        _packetsSent++;
        _bytesSent += payload.Length;
        _queuedBytes += payload.Length;
        if (++_queuedPackets == 1) _other._session.Expect(this);
    }

    private void HandOverUnderGate()
    {
        while (_outbound.TryPeek(out var block) && _other.HasInboundRoom(block))
        {
            _outbound.Dequeue();
            _queuedPackets -= block.Count;
            _queuedBytes -= block.PayloadBytes;
            _other.Receive(block);
        }
        if (_outbound.Count > 0) return;
        _lastBlock = null;
        Drained();
    }

    private bool HasInboundRoom(LoopbackBlock block) =>
        block.Count <= _session.Limits.InboundPackets - _inboundPackets
        && block.PayloadBytes <= _session.Limits.InboundBytes - _inboundBytes;

    private void Receive(LoopbackBlock block)
    {
        block.Sender = RemoteId;
        if (!_session.Post(block))
        {
            _other.Recycle(block);
            return;
        }
        _inboundPackets += block.Count;
        _inboundBytes += block.PayloadBytes;
        _packetsReceived += block.Count;
        _bytesReceived += block.PayloadBytes;
    }

    private void DropOutbound()
    {
        while (_outbound.TryDequeue(out var block)) Recycle(block);
        _lastBlock = null;
        _queuedPackets = _queuedBytes = 0;
    }

    private void Recycle(LoopbackBlock block)
    {
        block.Clear();
        _free.Push(block);
    }
}

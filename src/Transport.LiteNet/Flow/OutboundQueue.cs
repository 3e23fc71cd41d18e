using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Flow;

/// <summary>
/// What the game has sent to one peer and LiteNetLib has not got yet: a lane for each channel's reliable packets, which may have to wait for the
/// other end, and one for all others, which leave at the next occasion. Each of the two kinds has the limits for itself, so that a transfer
/// that is stuck does not hold up positions. Thread-safe; who reads it holds <see cref="Gate"/>.
/// </summary>
internal sealed class OutboundQueue(LiteNetMultiplayerPeerOptions options)
{
    private readonly ByteQueue?[] _lanes = new ByteQueue?[options.ChannelsCount];
    private Load _reliable;
    private Load _unreliable;
    private bool _isSealed;
    private long _packetsSent;
    private long _bytesSent;

    public object Gate { get; } = new();

    /// <summary>The unreliable packets. The mark says mode and channel.</summary>
    public ByteQueue Datagrams { get; } = new();

    /// <summary>How many reliable packets wait.</summary>
    public int ReliablePackets => Volatile.Read(ref _reliable.Packets);

    /// <summary>The queue for the reliable packets of a channel; null when there were none yet.</summary>
    public ByteQueue? Lane(int channel) => _lanes[channel];

    public QueueOutcome Add(ReadOnlySpan<byte> payload, TransferMode mode, int channel)
    {
        lock (Gate)
        {
            if (_isSealed) return QueueOutcome.Sealed;
            ref var load = ref mode == TransferMode.Reliable ? ref _reliable : ref _unreliable;
            if (!load.TryAdd(payload.Length + ByteQueue.OverheadBytes, options)) return QueueOutcome.Full;
            if (mode == TransferMode.Reliable) (_lanes[channel] ??= new ByteQueue()).Enqueue(mark: 0, LaneHeader.Whole, payload);
            else Datagrams.Enqueue(MarkOf(mode, channel), (byte)channel, payload);
            _packetsSent++;
            _bytesSent += payload.Length;
            return QueueOutcome.Added;
        }
    }

    /// <summary>Takes the next packet out of a queue.</summary>
    public void Dequeue(ByteQueue queue)
    {
        ref var load = ref queue == Datagrams ? ref _unreliable : ref _reliable;
        load.Remove(queue.Payload.Length + ByteQueue.OverheadBytes);
        queue.Dequeue();
    }

    /// <summary>Takes nothing more; what waits still goes, unless it is dropped.</summary>
    public void Seal(bool drop)
    {
        lock (Gate)
        {
            _isSealed = true;
            if (!drop) return;
            Datagrams.Clear();
            foreach (var lane in _lanes) lane?.Clear();
            _reliable = _unreliable = default;
        }
    }

    /// <summary>The mode in a mark.</summary>
    public static TransferMode ModeOf(byte mark) => (TransferMode)(mark & 1);

    /// <summary>The channel in a mark.</summary>
    public static byte ChannelOf(byte mark) => (byte)(mark >> 1);

    public PeerStatistics Fill(PeerStatistics received)
    {
        lock (Gate)
        {
            return received with
            {
                PacketsSent = _packetsSent,
                BytesSent = _bytesSent,
                QueuedPackets = _reliable.Packets + _unreliable.Packets,
                QueuedBytes = _reliable.Bytes + _unreliable.Bytes,
            };
        }
    }

    private static byte MarkOf(TransferMode mode, int channel) => (byte)((channel << 1) | (int)mode);

    private struct Load
    {
        public int Packets;
        public int Bytes;

        // A packet larger than the queue goes when nothing else waits.
        public bool TryAdd(int bytes, LiteNetMultiplayerPeerOptions options)
        {
            if (Packets >= options.OutboundQueuePackets) return false;
            if (Packets > 0 && bytes > options.OutboundQueueBytes - Bytes) return false;
            Packets++;
            Bytes += bytes;
            return true;
        }

        public void Remove(int bytes)
        {
            Packets--;
            Bytes -= bytes;
        }
    }
}

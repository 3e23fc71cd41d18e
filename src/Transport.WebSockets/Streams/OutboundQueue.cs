using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// Frames on their way out of one connection: a double buffer, of which one half fills while the other is written in one call. At rest it
/// owns no memory. Thread-safe; whoever finds nothing being written, writes.
/// </summary>
internal sealed class OutboundQueue(bool isMasked, int maxBytes, int maxPackets, IOutboundOwner? owner = null)
{
    // A remote that pings and does not read must not fill the queue: beyond this many, only the latest is answered (RFC 6455 section 5.5.3).
    private const int MaxWaitingPongs = 64;

    // A batch begins with as much room as the one before it took, or it would be copied each time that it doubles.
    private const int MaxFirstBytes = 16 * 1024;

    private readonly object _gate = new();
    private Stream? _stream;
    private Batch _pending;
    private Batch _writing;
    private int _lastBytes;
    private byte[]? _latestPing;
    private bool _isWriting;
    private bool _isSealed;
    private bool _isBroken;
    private long _packets;
    private long _payloadBytes;
    private TaskCompletionSource<bool>? _drained;

    /// <summary>From now on the queue writes to this stream.</summary>
    public void Open(Stream stream)
    {
        lock (_gate) _stream = stream;
    }

    /// <summary>Queues one message, if it fits.</summary>
    public QueueOutcome TryAdd(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var size = FrameWriter.MeasureFrame(payload.Length, isMasked);
        lock (_gate)
        {
            if (CheckRoom(size) is { } refused) return refused;
            var wasEmpty = _pending.Bytes == 0;
            FrameWriter.Write(_pending.Reserve(size, _lastBytes), opcode, payload, isMasked);
            return Added(payload.Length, wasEmpty);
        }
    }

    /// <summary>Queues a message that was framed already, without a mask: a broadcast is framed once.</summary>
    public QueueOutcome TryAddFramed(ReadOnlySpan<byte> frame, int payloadBytes)
    {
        lock (_gate)
        {
            if (CheckRoom(frame.Length) is { } refused) return refused;
            var wasEmpty = _pending.Bytes == 0;
            frame.CopyTo(_pending.Reserve(frame.Length, _lastBytes));
            return Added(payloadBytes, wasEmpty);
        }
    }

    /// <summary>Queues bytes that are no frame: the answer to a handshake.</summary>
    public void AddRaw(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (!_isBroken) bytes.CopyTo(_pending.Reserve(bytes.Length));
        }
    }

    /// <summary>Queues a frame of the carrier's own: it passes the limits, and no count knows of it.</summary>
    public void AddUncounted(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_isSealed) return;
            FrameWriter.Write(_pending.Reserve(FrameWriter.MeasureFrame(payload.Length, isMasked)), opcode, payload, isMasked);
        }
    }

    /// <summary>Queues a ping of this end. Outside the limits: there is one at a time.</summary>
    public void AddPing(ReadOnlySpan<byte> payload) => AddUncounted(Opcode.Ping, payload);

    /// <summary>Queues the answer to a ping, or one that nobody asked for (RFC 6455 section 5.5.3: a one-way sign of life).</summary>
    public void AddPong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_pending.Pongs < MaxWaitingPongs)
            {
                AddUncounted(Opcode.Pong, payload);
                _pending.Pongs++;
            }
            else
            {
                _latestPing = payload.ToArray();
            }
        }
    }

    /// <summary>Queues the close frame, behind everything else; nothing can be added after it. False when there was one already.</summary>
    /// <param name="closeFrame">The payload of the close frame.</param>
    /// <param name="dropPending">Whether what is queued, and not being written yet, is given up.</param>
    public bool Seal(ReadOnlySpan<byte> closeFrame, bool dropPending = false)
    {
        lock (_gate)
        {
            if (_isSealed) return false;
            if (dropPending) _pending.Clear();
            AddUncounted(Opcode.Close, closeFrame);
            _isSealed = true;
            return true;
        }
    }

    /// <summary>Writes what is queued, from this thread, unless it is being written already or there is nothing.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_isWriting || !TakeNext()) return;
            _isWriting = true;
        }
        Write();
    }

    /// <summary>Completes when nothing is queued, or nothing can be written any more.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (_isBroken || (!_isWriting && _pending.Bytes == 0)) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Gives everything up.</summary>
    public void Break()
    {
        lock (_gate)
        {
            if (_isBroken) return;
            _isBroken = _isSealed = true;
            _pending.Release();
            if (!_isWriting) _writing.Release();
            _drained?.TrySetResult(false);
        }
    }

    public void Count(out long packets, out long payloadBytes, out int queuedPackets, out int queuedBytes)
    {
        lock (_gate)
        {
            packets = _packets;
            payloadBytes = _payloadBytes;
            queuedPackets = _pending.Packets + _writing.Packets;
            queuedBytes = _pending.Bytes + _writing.Bytes;
        }
    }

    // Allocates nothing as long as the stream takes the bytes at once.
    private void Write()
    {
        try
        {
            do
            {
                var writing = _stream!.WriteAsync(_writing.Memory);
                if (!writing.IsCompletedSuccessfully)
                {
                    _ = WriteOnAsync(writing);
                    return;
                }
                writing.GetAwaiter().GetResult();
            }
            while (TakeNextAfterWrite());
        }
#pragma warning disable CA1031 // Any stream may stand below; whatever it throws, the connection is broken, and told so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    private async Task WriteOnAsync(ValueTask writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
            return;
        }
        if (TakeNextAfterWrite()) Write();
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _isWriting = false;
            _writing.Release();
            Break();
        }
        owner?.WriteFailed(exception);
    }

    private bool TakeNextAfterWrite()
    {
        bool isDrained;
        lock (_gate)
        {
            _lastBytes = Math.Min(_writing.Bytes, MaxFirstBytes);
            _writing.Clear();
            if (TakeNext()) return true;
            _writing.Release();
            _isWriting = false;
            _drained?.TrySetResult(true);
            _drained = null;
            isDrained = _isSealed;
        }
        if (isDrained) owner?.Drained();
        return false;
    }

    private bool TakeNext()
    {
        if (_latestPing is not null && !_isSealed)
        {
            AddUncounted(Opcode.Pong, _latestPing);
            _latestPing = null;
        }
        if (_pending.Bytes == 0 || _isBroken || _stream is null) return false;
        (_pending, _writing) = (_writing, _pending);
        return true;
    }

    private QueueOutcome? CheckRoom(int size)
    {
        if (_isSealed) return QueueOutcome.Sealed;
        var packets = _pending.Packets + _writing.Packets;
        // What is larger than the whole queue still goes when nothing else waits.
        return packets > 0 && (packets >= maxPackets || _pending.Bytes + _writing.Bytes + size > maxBytes) ? QueueOutcome.Full : null;
    }

    private QueueOutcome Added(int payloadBytes, bool wasEmpty)
    {
        _pending.Packets++;
        _packets++;
        _payloadBytes += payloadBytes;
        return wasEmpty && !_isWriting ? QueueOutcome.AddedFirst : QueueOutcome.Added;
    }

    /// <summary>One half of the double buffer.</summary>
    private struct Batch
    {
        private byte[]? _buffer;

        public int Bytes { get; private set; }

        public int Packets { get; set; }

        public int Pongs { get; set; }

        public readonly ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Bytes);

        public Span<byte> Reserve(int size, int expected = 0)
        {
            var needed = Bytes + size;
            if (_buffer is null)
            {
                _buffer = SmallBufferPool.Rent(Math.Max(needed, expected));
            }
            else if (_buffer.Length < needed)
            {
                var larger = SmallBufferPool.Rent(Math.Max(needed, _buffer.Length * 2));
                _buffer.AsSpan(0, Bytes).CopyTo(larger);
                SmallBufferPool.Return(_buffer);
                _buffer = larger;
            }
            var span = _buffer.AsSpan(Bytes, size);
            Bytes = needed;
            return span;
        }

        public void Clear() => Bytes = Packets = Pongs = 0;

        public void Release()
        {
            Clear();
            if (_buffer is null) return;
            SmallBufferPool.Return(_buffer);
            _buffer = null;
        }
    }
}

using System.Buffers;
using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Streams;

/// <summary>
/// Frames on their way out of one connection: a double buffer, of which one half fills while the other is written in one call. At rest it
/// owns no memory. Thread-safe; whoever finds nothing being written, writes.
/// </summary>
internal sealed class OutboundQueue(bool isMasked, int maxBytes, int maxPackets)
{
    private const int SmallestBuffer = 512;

    // A remote that pings and does not read must not fill the queue: beyond this many, only the latest is answered (RFC 6455 section 5.5.3).
    private const int MaxWaitingPongs = 64;

    private readonly object _gate = new();
    private Stream? _stream;
    private Batch _pending;
    private Batch _writing;
    private byte[]? _latestPing;
    private bool _isWriting;
    private bool _isSealed;
    private bool _isBroken;
    private long _packets;
    private long _payloadBytes;
    private TaskCompletionSource<bool>? _drained;

    /// <summary>Raised by the writing thread when everything up to the close frame has been written.</summary>
    public Action? Drained { get; init; }

    /// <summary>Raised by the writing thread when the stream failed; nothing more is written.</summary>
    public Action<Exception>? Broken { get; init; }

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
            FrameWriter.Write(_pending.Reserve(size), opcode, payload, isMasked);
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
            frame.CopyTo(_pending.Reserve(frame.Length));
            return Added(payloadBytes, wasEmpty);
        }
    }

    /// <summary>Queues bytes that are no message of the game's: the answer to a handshake, the frame with the id. They are not counted.</summary>
    public void AddRaw(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (!_isBroken) bytes.CopyTo(_pending.Reserve(bytes.Length));
        }
    }

    /// <summary>Queues a ping of this end. Outside the limits: there is one at a time.</summary>
    public void AddPing(ReadOnlySpan<byte> payload) => AddControl(Opcode.Ping, payload);

    /// <summary>Queues the answer to a ping, or one that nobody asked for (RFC 6455 section 5.5.3: a one-way sign of life).</summary>
    public void AddPong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_pending.Pongs < MaxWaitingPongs)
            {
                AddControl(Opcode.Pong, payload);
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
            AddControl(Opcode.Close, closeFrame);
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

    // As long as the stream takes the bytes at once, no task is needed.
    private void Write()
    {
        try
        {
            do
            {
                var write = _stream!.WriteAsync(_writing.Memory);
                if (!write.IsCompletedSuccessfully)
                {
                    _ = FinishAsync(write);
                    return;
                }
                write.GetAwaiter().GetResult();
            }
            while (TakeNextAfterWrite());
        }
#pragma warning disable CA1031 // Any stream may stand below; whatever it throws, the connection is broken, and told so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            BreakAfterWrite(exception);
        }
    }

    private async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            BreakAfterWrite(exception);
            return;
        }
        if (TakeNextAfterWrite()) Write();
    }

    private void BreakAfterWrite(Exception exception)
    {
        lock (_gate)
        {
            _isWriting = false;
            _writing.Release();
        }
        Break();
        Broken?.Invoke(exception);
    }

    private bool TakeNextAfterWrite()
    {
        bool isDrained;
        lock (_gate)
        {
            _writing.Clear();
            if (TakeNext()) return true;
            _writing.Release();
            _isWriting = false;
            _drained?.TrySetResult(true);
            _drained = null;
            isDrained = _isSealed;
        }
        if (isDrained) Drained?.Invoke();
        return false;
    }

    private bool TakeNext()
    {
        if (_latestPing is not null && !_isSealed)
        {
            AddControl(Opcode.Pong, _latestPing);
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

    private void AddControl(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_isSealed) return;
            FrameWriter.Write(_pending.Reserve(FrameWriter.MeasureFrame(payload.Length, isMasked)), opcode, payload, isMasked);
        }
    }

    /// <summary>One half of the double buffer.</summary>
    private struct Batch
    {
        private byte[]? _buffer;

        public int Bytes { get; private set; }

        public int Packets { get; set; }

        public int Pongs { get; set; }

        public readonly ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Bytes);

        public Span<byte> Reserve(int size)
        {
            var needed = Bytes + size;
            if (_buffer is null)
            {
                _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(needed, SmallestBuffer));
            }
            else if (_buffer.Length < needed)
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
                _buffer.AsSpan(0, Bytes).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
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
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }
}

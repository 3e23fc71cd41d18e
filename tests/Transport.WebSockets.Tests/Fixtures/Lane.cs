namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>
/// One direction of a <see cref="DuplexStream"/>: a bounded buffer, whose writer waits when it is full. A waiting end goes on inside the call
/// that it waits for, so that two ends on virtual time do the same thing each time.
/// </summary>
internal sealed class Lane(int capacity)
{
    private readonly object _gate = new();
    private readonly byte[] _buffer = new byte[capacity];
    private TaskCompletionSource? _changed;
    private int _start;
    private int _count;
    private bool _isHeld;
    private bool _isReaderGone;
    private bool _isWriterGone;
    private bool _isCut;

    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>What is written stays in the buffer, and the reader learns of nothing, not even of the end.</summary>
    public void Hold() => Change(() => _isHeld = true);

    public void Resume() => Change(() => _isHeld = false);

    public void Cut() => Change(() => _isCut = true);

    public void ReaderLeaves() => Change(() => _isReaderGone = true);

    public void WriterLeaves() => Change(() => _isWriterGone = true);

    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            int? read = null;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isReaderGone, this);
                if (_isCut) throw new IOException("The link is cut.");
                if (!_isHeld && (_count > 0 || _isWriterGone)) read = Take(destination.Span);
                changed = WhenChanged();
            }
            if (read is { } count)
            {
                Change(null);
                return count;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        while (!source.IsEmpty)
        {
            Task changed;
            int taken;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isWriterGone, this);
                if (_isCut) throw new IOException("The link is cut.");
                if (_isReaderGone && !_isHeld) throw new IOException("The other end is gone.");
                taken = Put(source.Span);
                changed = WhenChanged();
            }
            source = source[taken..];
            if (taken > 0) Change(null);
            else await changed.WaitAsync(cancellationToken);
        }
    }

    private Task WhenChanged() => (_changed ??= new TaskCompletionSource()).Task;

    private int Take(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, _count);
        for (var i = 0; i < count; i++) destination[i] = _buffer[(_start + i) % _buffer.Length];
        _start = (_start + count) % _buffer.Length;
        _count -= count;
        return count;
    }

    private int Put(ReadOnlySpan<byte> source)
    {
        var count = Math.Min(source.Length, _buffer.Length - _count);
        for (var i = 0; i < count; i++) _buffer[(_start + _count + i) % _buffer.Length] = source[i];
        _count += count;
        return count;
    }

    private void Change(Action? change)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            change?.Invoke();
            (changed, _changed) = (_changed, null);
        }
        changed?.TrySetResult();
    }
}

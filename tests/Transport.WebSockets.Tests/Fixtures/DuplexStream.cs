namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>One end of a stream in memory that fails in the ways that networks do, when it is told to.</summary>
internal sealed class DuplexStream : Stream
{
    public const int DefaultCapacity = 64 * 1024;

    private readonly Lane _in;
    private readonly Lane _out;
    private int _writes;
    private long _bytesWritten;

    private DuplexStream(Lane @in, Lane @out)
    {
        _in = @in;
        _out = @out;
    }

    /// <summary>Most bytes that one read gives; 1 delivers byte by byte.</summary>
    public int MaxReadBytes { get; set; } = int.MaxValue;

    /// <summary>A read goes on although it was cancelled, as with many a host's stream.</summary>
    public bool IgnoresTokens { get; set; }

    /// <summary>How often this end wrote.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>What the other end has written and this one has not read.</summary>
    public int Waiting => _in.Count;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="capacity">How much each end may write before the other has read it.</param>
    public static (DuplexStream Client, DuplexStream Server) Pair(int capacity = DefaultCapacity)
    {
        var up = new Lane(capacity);
        var down = new Lane(capacity);
        return (new DuplexStream(down, up), new DuplexStream(up, down));
    }

    /// <summary>The cable is pulled: nothing arrives any more on either end, nor does an end of the stream.</summary>
    public void GoSilent()
    {
        _in.Hold();
        _out.Hold();
    }

    /// <summary>This end stops reading; the other one can write until the buffer is full.</summary>
    public void StopReading() => _in.Hold();

    public void ReadAgain() => _in.Resume();

    /// <summary>The link breaks: both ends fail at their next read and write.</summary>
    public void Cut()
    {
        _in.Cut();
        _out.Cut();
    }

    /// <summary>Only what this end writes fails; what it reads tells nothing.</summary>
    public void BreakWriting() => _out.Cut();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _in.ReadAsync(buffer[..Math.Min(buffer.Length, MaxReadBytes)], IgnoresTokens ? CancellationToken.None : cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _writes);
        Interlocked.Add(ref _bytesWritten, buffer.Length);
        return _out.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (IsDisposed) return;
        IsDisposed = true;
        _out.WriterLeaves();
        _in.ReaderLeaves();
        base.Dispose(disposing);
    }
}

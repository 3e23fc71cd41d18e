using Transport.WebSockets.Handshake;

namespace Transport.Benchmarks;

/// <summary>A server in memory: answers the upgrade that is written to it, and says nothing more.</summary>
internal sealed class UpgradingStream : Stream
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _answer = [];
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The 101 that a request gets.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> request)
    {
        var handshake = new ServerHandshake(new ServerHandshakeSettings());
        handshake.Receive(request, out _);
        return handshake.Accept().ToArray();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _asked.Task;
        var count = Math.Min(buffer.Length, _answer.Length - _position);
        _answer.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _answer = Answer(buffer.Span);
        _asked.TrySetResult();
        return default;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

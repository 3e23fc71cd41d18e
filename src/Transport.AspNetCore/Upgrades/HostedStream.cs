using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;

namespace Transport.AspNetCore.Upgrades;

/// <summary>
/// A connection of the server's, lent to a WebSocket. The server's own stream does nothing when it is disposed: here a connection that is still read
/// or written then is cut, reads and writes that come later throw, and what was written before leaves once the request is over. After that nothing
/// reaches the server any more: its objects are used for other requests.
/// </summary>
internal sealed class HostedStream(Stream stream, IHttpRequestLifetimeFeature? lifetime) : Stream
{
    private readonly Lock _gate = new();
    private IHttpRequestLifetimeFeature? _lifetime = lifetime;
    private volatile bool _isReading;
    private volatile bool _isWriting;
    private volatile bool _isDisposed;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The request is over.</summary>
    public void Detach()
    {
        lock (_gate) _lifetime = null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isReading = true;
        try
        {
            ThrowIfDisposed();
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _isReading = false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isWriting = true;
        try
        {
            ThrowIfDisposed();
            await stream.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _isWriting = false;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // One of the two sees the other: each says what it does before it looks.
        _isDisposed = true;
        Interlocked.MemoryBarrier();
        if (_isReading || _isWriting)
        {
            lock (_gate) _lifetime?.Abort();
        }
        base.Dispose(disposing);
    }

    private void ThrowIfDisposed()
    {
        Interlocked.MemoryBarrier();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
    }
}

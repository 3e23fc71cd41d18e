using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;

namespace Transport.AspNetCore.Upgrades;

/// <summary>
/// A connection of the server's, lent to a WebSocket. The server's own stream does nothing when it is disposed: one that is still read or written
/// then is cut, and any other ends in order once the request is over. After that nothing reaches the server any more: its objects are used for other
/// requests.
/// </summary>
internal sealed class HostedStream(Stream stream, IHttpRequestLifetimeFeature? lifetime) : Stream
{
    private readonly Lock _gate = new();
    private IHttpRequestLifetimeFeature? _lifetime = lifetime;
    private volatile bool _isReading;
    private volatile bool _isWriting;

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
        if (disposing && (_isReading || _isWriting))
        {
            lock (_gate) _lifetime?.Abort();
        }
        base.Dispose(disposing);
    }
}

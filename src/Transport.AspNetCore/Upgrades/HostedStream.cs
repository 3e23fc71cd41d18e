using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Transport.AspNetCore.Upgrades;

/// <summary>
/// A connection of the server's, lent to a WebSocket. The server's own stream does nothing when it is disposed; this one is cut by
/// <see cref="Stream.Dispose()"/>, and left to end in order with its request by <see cref="DisposeAsync"/>. After either nothing reaches the server
/// any more: its objects are used for other requests.
/// </summary>
internal sealed class HostedStream(Stream stream, IHttpRequestLifetimeFeature? lifetime) : Stream
{
    private const int SkipBufferBytes = 4096;

    private IHttpRequestLifetimeFeature? _lifetime = lifetime;
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

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return stream.ReadAsync(buffer, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return stream.WriteAsync(buffer, cancellationToken);
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

    public override ValueTask DisposeAsync()
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _lifetime, null);
        // Goes on to Dispose, which finds nothing to cut.
        return base.DisposeAsync();
    }

    /// <summary>
    /// Reads what still comes, and throws it away: to hang up on a client that is still sending can destroy the last words on their way to it
    /// (RFC 6455 section 7.1.1). Ends with the client's end, or when nothing has come for a while. Behind the end of the WebSocket.
    /// </summary>
    /// <param name="quiet">How long nothing comes.</param>
    /// <param name="most">How long it may take in all.</param>
    /// <param name="time">The clock.</param>
    public async Task SkipUntilQuietAsync(TimeSpan quiet, TimeSpan most, TimeProvider time)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SkipBufferBytes);
        using var end = new CancellationTokenSource(most, time);
        try
        {
            int count;
            do
            {
                using var pause = new CancellationTokenSource(quiet, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, end.Token);
                count = await stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            }
            while (count > 0);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // It is quiet, or the client has left.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _lifetime, null)?.Abort();
        base.Dispose(disposing);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>What a connection owes to its owner, whichever thread is quicker.</summary>
internal sealed class StreamConnectionTests
{
    [Test]
    public async Task AConnectionIsNotCompleteBeforeItsOwnerWasToldTheEnd()
    {
        using var services = new ConnectionServices(new FakeTimeProvider(), NullLogger.Instance);
        using var stream = new StuckStream();
        var owner = new Owner();
        var connection = new StreamConnection(WebSocketRole.Server, new WebSocketOptions(), owner, services);
        var wasComplete = false;
        owner.Ended = _ =>
        {
            // The receive loop notices the cut while its cause is still being told.
            stream.EndRead();
            wasComplete = connection.Completion.IsCompleted;
        };
        Pump.LeaveContext();
        connection.Start(new StreamSource.Accepted(stream, tls: null), handshake: null);
        connection.Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
        Assert.That(wasComplete, Is.False);
        await Pump.Soon(connection.Completion, "the end");
        Assert.That(owner.Ends.Select(end => end.Reason), Is.EqualTo(new[] { DisconnectReason.Aborted }));
    }

    [Test]
    public async Task TheEndIsToldOnce()
    {
        using var services = new ConnectionServices(new FakeTimeProvider(), NullLogger.Instance);
        var (near, far) = DuplexStream.Pair();
        var owner = new Owner();
        var connection = new StreamConnection(WebSocketRole.Server, new WebSocketOptions(), owner, services);
        owner.Ended = _ =>
        {
            connection.Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
            connection.Close(1000, "", discardInbound: true);
            connection.Fail(new DisconnectInfo(DisconnectReason.SlowConsumer, DisconnectOrigin.Local, 1008));
        };
        Pump.LeaveContext();
        connection.Start(new StreamSource.Accepted(far, tls: null), handshake: null);
        near.Dispose();
        await Pump.Soon(connection.Completion, "the end");
        Assert.That(owner.Ends.Select(end => end.Reason), Is.EqualTo(new[] { DisconnectReason.ConnectionLost }));
        Assert.That(connection.Ending?.Info, Is.EqualTo(owner.Ends[0]));
        Assert.That(connection.State, Is.EqualTo(WebSocketState.Closed));
    }

    [Test]
    public async Task AConnectionCutBeforeItStartsReleasesItsStream()
    {
        using var services = new ConnectionServices(new FakeTimeProvider(), NullLogger.Instance);
        var (_, far) = DuplexStream.Pair();
        var owner = new Owner();
        var connection = new StreamConnection(WebSocketRole.Server, new WebSocketOptions(), owner, services);
        connection.Close(1000, "", discardInbound: true);
        connection.Start(new StreamSource.Accepted(far, tls: null), handshake: null);
        await Pump.Soon(connection.Completion, "the end");
        Assert.That(far.IsDisposed, Is.True);
        Assert.That(owner.Ends, Has.Count.EqualTo(1));
        Assert.That(owner.HasOpened, Is.False);
    }

    [Test]
    public async Task AStreamThatThrowsWhateverItLikesIsALostConnection()
    {
        using var services = new ConnectionServices(new FakeTimeProvider(), NullLogger.Instance);
        using var stream = new StuckStream();
        var owner = new Owner();
        var connection = new StreamConnection(WebSocketRole.Server, new WebSocketOptions(), owner, services);
        connection.Start(new StreamSource.Accepted(stream, tls: null), handshake: null);
        stream.FailRead(new InvalidCastException("a host's own mistake"));
        await Pump.Soon(connection.Completion, "the end");
        Assert.That(owner.Ends.Select(end => end.Reason), Is.EqualTo(new[] { DisconnectReason.ConnectionLost }));
        Assert.That(owner.Ends[0].Text, Does.Contain("a host's own mistake"));
    }

    private sealed class Owner : IConnectionOwner
    {
        public List<DisconnectInfo> Ends { get; } = [];

        public Action<DisconnectInfo>? Ended { get; set; }

        public bool HasOpened { get; private set; }

        string? IConnectionOwner.Refuse(WebSocketConnection connection) => null;

        void IConnectionOwner.Opened(WebSocketConnection connection) => HasOpened = true;

        void IConnectionOwner.Messages(WebSocketConnection connection, MessageBlock block) => block.Release();

        void IConnectionOwner.Ended(WebSocketConnection connection, DisconnectInfo info)
        {
            Ends.Add(info);
            Ended?.Invoke(info);
        }
    }

    /// <summary>A stream whose one read ends when the test says so, and not when it is disposed.</summary>
    private sealed class StuckStream : Stream
    {
        private readonly TaskCompletionSource<int> _read = new();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void EndRead() => _read.TrySetResult(0);

        public void FailRead(Exception exception) => _read.TrySetException(exception);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_read.Task);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

using Microsoft.AspNetCore.Http.Features;
using Transport.AspNetCore.Upgrades;

namespace Transport.AspNetCore.Tests.Upgrades;

internal sealed class HostedStreamTests
{
    private Lifetime _lifetime = null!;

    [SetUp]
    public void CreateLifetime() => _lifetime = new Lifetime();

    [Test]
    public async Task AStreamThatIsBeingReadIsCut()
    {
        var server = new StalledStream();
        var stream = new HostedStream(server, _lifetime);
        var reading = stream.ReadAsync(new byte[1]).AsTask();
        await stream.DisposeAsync();
        Assert.That(_lifetime.Aborts, Is.EqualTo(1));
        server.Release();
        await reading;
    }

    [Test]
    public async Task AStreamThatIsBeingWrittenIsCut()
    {
        var server = new StalledStream();
        var stream = new HostedStream(server, _lifetime);
        var writing = stream.WriteAsync(new byte[1]).AsTask();
        await stream.DisposeAsync();
        Assert.That(_lifetime.Aborts, Is.EqualTo(1));
        server.Release();
        await writing;
    }

    [Test]
    public async Task AStreamAtRestEndsInOrderAndIsNotUsedAgain()
    {
        var stream = new HostedStream(new MemoryStream([1, 2]), _lifetime);
        await stream.ReadExactlyAsync(new byte[1]);
        await stream.WriteAsync(new byte[1]);
        await stream.DisposeAsync();
        Assert.That(_lifetime.Aborts, Is.Zero);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadAsync(new byte[1]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[1]));
    }

    [Test]
    public async Task BehindTheRequestNothingIsCut()
    {
        var server = new StalledStream();
        var stream = new HostedStream(server, _lifetime);
        var reading = stream.ReadAsync(new byte[1]).AsTask();
        stream.Detach();
        await stream.DisposeAsync();
        Assert.That(_lifetime.Aborts, Is.Zero);
        server.Release();
        await reading;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public int Aborts { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborts++;
    }

    /// <summary>A stream on which nothing comes and nothing goes until it is released.</summary>
    private sealed class StalledStream : MemoryStream
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _released.Task;
            return 0;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await _released.Task;
    }
}

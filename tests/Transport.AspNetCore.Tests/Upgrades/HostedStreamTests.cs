using Microsoft.AspNetCore.Http.Features;
using Transport.AspNetCore.Upgrades;

namespace Transport.AspNetCore.Tests.Upgrades;

internal sealed class HostedStreamTests
{
    private Lifetime _lifetime = null!;

    [SetUp]
    public void CreateLifetime() => _lifetime = new Lifetime();

    [Test]
    public async Task BytesGoBothWays()
    {
        using var server = new MemoryStream();
        await server.WriteAsync(new byte[] { 1, 2 });
        server.Position = 0;
        await using var stream = new HostedStream(server, _lifetime);
        await stream.ReadExactlyAsync(new byte[2]);
        await stream.WriteAsync(new byte[] { 3 });
        Assert.That(server.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task DisposedAtOnceItIsCut()
    {
        var stream = new HostedStream(new MemoryStream(), _lifetime);
        stream.Dispose();
        stream.Dispose();
        Assert.That(_lifetime.Aborts, Is.EqualTo(1));
        await AssertIsNotUsedAgain(stream);
    }

    [Test]
    public async Task DisposedInOrderItIsNotCutAndNotLaterEither()
    {
        var stream = new HostedStream(new MemoryStream(), _lifetime);
        await stream.DisposeAsync();
        stream.Dispose();
        Assert.That(_lifetime.Aborts, Is.Zero);
        await AssertIsNotUsedAgain(stream);
    }

    private static async Task AssertIsNotUsedAgain(HostedStream stream)
    {
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadExactlyAsync(new byte[1]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[1]));
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public int Aborts { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborts++;
    }
}

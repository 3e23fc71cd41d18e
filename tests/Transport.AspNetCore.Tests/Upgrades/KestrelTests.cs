using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>What docs/guide/hosting.md says of Kestrel.</summary>
internal sealed class KestrelTests
{
    [Test]
    public void ItsDefaultsAreWhatTheGuideSays()
    {
        var limits = new KestrelServerOptions().Limits;
        Assert.Multiple(() =>
        {
            Assert.That(limits.MaxRequestBufferSize, Is.EqualTo(1 << 20));
            Assert.That(limits.Http2.InitialStreamWindowSize, Is.EqualTo(768 << 10));
            Assert.That((limits.MaxRequestHeadersTotalSize, limits.MaxRequestLineSize), Is.EqualTo((32 << 10, 8 << 10)));
            Assert.That(limits.RequestHeadersTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That((limits.MaxConcurrentConnections, limits.MaxConcurrentUpgradedConnections), Is.EqualTo(((long?)null, (long?)null)));
            Assert.That(limits.MinResponseDataRate!.BytesPerSecond, Is.EqualTo(240));
        });
    }

    [TestCase(HttpProtocols.Http1, false)]
    [TestCase(HttpProtocols.Http2, true)]
    public async Task ItsLowestRateOfAResponseIsTheRequestsOwnByHttp1Only(HttpProtocols protocols, bool isForAll)
    {
        var rates = new List<IHttpMinResponseDataRateFeature?>();
        await using var host = await GameHost.StartAsync(new()
        {
            Protocols = protocols,
            Middleware = app => app.Use((context, next) =>
            {
                rates.Add(context.Features.Get<IHttpMinResponseDataRateFeature>());
                return next(context);
            }),
        });
        await using var client = await FrameworkClient.ConnectAsync(host.Url(), isHttp2: protocols == HttpProtocols.Http2);
        await client.EchoAsync("x");
        Assert.That(rates.Single() is null, Is.EqualTo(isForAll));
        if (!isForAll) Assert.That(rates.Single()!.MinDataRate, Is.Null, "It is lifted.");
    }
}

using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>A page in Chromium as the client of a <see cref="WebSocketMultiplayerPeer"/>.</summary>
[TestFixture]
internal sealed class ChromiumClientOfMultiplayerServerTests : ClientOfMultiplayerServerTests
{
    private ChromiumStranger _chromium = null!;

    protected override Stranger Client => _chromium;

    [Test]
    public async Task PageOfAnotherOriginIsAnsweredWith403()
    {
        await using var server = RunningMultiplayerPeer.Serve(options => options.AllowedOrigins.Add(_chromium.Origin));
        await JoinAsync(server);
        await _chromium.VisitAsync(_chromium.OtherOrigin);
        try
        {
            await AssertRefusedAsync(Client, server.Url, 403);
        }
        finally
        {
            await _chromium.VisitAsync(_chromium.Origin);
        }
    }

    [Test]
    public async Task PageThatIsLeftGoesAway()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (_, id) = await JoinAsync(server);
        await _chromium.VisitAsync(_chromium.Origin);
        var (gone, info) = await server.DisconnectedAsync(Deadline);
        Assert.That((gone, info.Reason, info.Code), Is.EqualTo((id, DisconnectReason.Closed, CloseCode.GoingAway)));
    }

    protected override async Task<Stranger> StartAsync() => _chromium = await ChromiumStranger.StartAsync(Trusted);
}

using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>A page in Chromium as the client of a <see cref="WebSocketPeer"/>.</summary>
[TestFixture]
internal sealed class ChromiumClientOfWebSocketPeerTests : ClientOfWebSocketPeerTests
{
    private ChromiumStranger _chromium = null!;

    protected override Stranger Client => _chromium;

    [Test]
    public async Task PageThatIsLeftGoesAway()
    {
        await using var server = new PeerServer();
        await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await _chromium.VisitAsync(_chromium.Origin);
        var info = await peer.EndedAsync(Deadline);
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, CloseCode.GoingAway, "", isClean: true)));
    }

    protected override async Task<Stranger> StartAsync() => _chromium = await ChromiumStranger.StartAsync(Trusted);
}

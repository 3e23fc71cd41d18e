using Transport.EndToEnd;
using Transport.WebSockets;

namespace Transport.Browser.Tests;

/// <summary>A page that came by <c>https</c>, and <c>wss</c>.</summary>
internal sealed class SecurePageTests : BrowserTests
{
    protected override string Url => TestBrowser.Site.SecureUrl;

    [Test]
    public async Task PacketsGoBothWaysOverTls()
    {
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(TestBrowser.Trusted.Certificate));
        var (peer, id) = await JoinAsync(server);
        await peer.SendNumberedAsync(100, 1000);
        await peer.ReceivedAsync(100);
        await peer.AssertNumberedAsync(0, 100, 1000);
        await peer.CloseAsync(4001, "bye");
        Assert.That(await server.DisconnectedAsync(Deadline), Is.EqualTo(
            (id, new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4001, "bye", isClean: true))));
    }

    [Test]
    public async Task CertificateThatNobodyTrustsIsNotConnectedTo()
    {
        using var unknown = new TestCertificate();
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(unknown.Certificate));
        var peer = await PagePeer.ConnectAsync(server.Url);
        Assert.That((await peer.EndedAsync()).Reason, Is.EqualTo(DisconnectReason.Unreachable));
        Assert.That(TestBrowser.Chromium.TakeConsole(), Does.Contain("net::ERR_CERT_AUTHORITY_INVALID"));
    }

    // .NET's socket ends the whole page's runtime when the browser does not let it be made.
    [Test]
    public async Task ServerWithoutTlsIsNotConnectedToAndThePageGoesOn()
    {
        var peer = await PagePeer.ConnectAsync(new Uri("ws://game.example:9080"));
        Assert.That(await peer.EndedAsync(), Is.EqualTo(new DisconnectInfo(
            DisconnectReason.SecurityFailed, DisconnectOrigin.Local, CloseCode.None, "A page that came by https connects by wss:// only.")));
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(TestBrowser.Trusted.Certificate));
        await peer.ConnectAsync(server.Url);
        Assert.That((await peer.ConnectedAsync()).Log, Is.EqualTo(new[] { "failed", "+1" }));
    }
}

using Transport.Browser.App.Shared;
using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>Ends of a connection between a page and a server, and what each end is told.</summary>
internal sealed class ClosingTests : BrowserTests
{
    [TestCase(1000, "")]
    [TestCase(4001, "the player left")]
    [TestCase(4999, "ä€😀")]
    public async Task ServerIsToldThePagesCodeAndReason(int code, string reason)
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        await peer.CloseAsync(code, reason);
        Assert.That(await server.DisconnectedAsync(Deadline), Is.EqualTo((id, Closed(DisconnectOrigin.Remote, code, reason))));
        Assert.That(await peer.EndedAsync(), Is.EqualTo(Closed(DisconnectOrigin.Local, code, reason)));
    }

    [TestCase(1001, 3001)]
    [TestCase(1011, 3011)]
    public async Task CodeThatAPageMayNotSendTravelsAsAnother(int code, int sent)
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        await peer.CloseAsync(code, "bye");
        Assert.That(await server.DisconnectedAsync(Deadline), Is.EqualTo((id, Closed(DisconnectOrigin.Remote, sent, "bye"))));
    }

    [TestCase(1000, "")]
    [TestCase(1000, "the game is over")]
    [TestCase(1001, "the server goes away")]
    [TestCase(1011, "it failed")]
    [TestCase(4001, "ä€😀")]
    public async Task PageIsToldTheServersCodeAndReason(int code, string reason)
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        server.Do(server => server.DisconnectPeer(id, code, reason));
        Assert.That(await peer.EndedAsync(), Is.EqualTo(Closed(DisconnectOrigin.Remote, code, reason)));
        var report = await peer.ReportAsync();
        Assert.That((report.Status, report.Id), Is.EqualTo((ConnectionStatus.Disconnected, 0)));
    }

    [Test]
    public async Task PacketsBeforeThePagesCloseArrive()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, id) = await JoinAsync(server);
        await peer.SendNumberedAsync(300, 2000);
        await peer.CloseAsync(4001, "done");
        for (var number = 0; number < 300; number++)
            Assert.That(NumberedPayload.Is((await server.ReceiveAsync(Deadline)).Payload, number, 2000), $"packet {number}");
        Assert.That(await server.DisconnectedAsync(Deadline), Is.EqualTo((id, Closed(DisconnectOrigin.Remote, 4001, "done"))));
    }

    [Test]
    public async Task PacketsBeforeTheServersCloseArrive()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        server.Do(server =>
        {
            for (var number = 0; number < 300; number++) server.Send(NumberedPayload.Create(number, 2000), id);
            server.DisconnectPeer(id, 4002, "done");
        });
        Assert.That(await peer.EndedAsync(), Is.EqualTo(Closed(DisconnectOrigin.Remote, 4002, "done")));
        Assert.That((await peer.ReportAsync()).Log, Is.EqualTo(Enumerable.Repeat("1: 2000 bytes", 300).Prepend("+1").Append("-1")));
        await peer.AssertNumberedAsync(0, 300, 2000);
    }

    [Test]
    public async Task LostConnectionIsTold()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        server.Do(server => server.DisconnectPeer(id, force: true));
        var end = await peer.EndedAsync();
        Assert.That((end.Reason, end.Origin, end.Code, end.IsClean), Is.EqualTo((DisconnectReason.ConnectionLost, DisconnectOrigin.Network, CloseCode.None, false)));
    }

    [Test]
    public async Task APageThatCutsIsLost()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        await peer.CutAsync();
        Assert.That(await peer.EndedAsync(), Is.EqualTo(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local)));
        Assert.That(await server.DisconnectedAsync(Deadline), Is.EqualTo(
            (id, new DisconnectInfo(DisconnectReason.ConnectionLost, DisconnectOrigin.Remote, 3006, "", isClean: true))));
    }

    [Test]
    public async Task ServerThatIsDisposedIsLost()
    {
        var server = RunningMultiplayerPeer.Serve();
        var (peer, _) = await JoinAsync(server);
        await server.DisposeAsync();
        Assert.That((await peer.EndedAsync()).Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public async Task ClosingTwiceAtOnceIsOneEnd()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        server.Do(server => server.DisconnectPeer(id, 4002, "theirs"));
        await peer.CloseAsync(4001, "ours");
        await peer.EndedAsync();
        await server.DisconnectedAsync(Deadline);
        Assert.That((await peer.ReportAsync()).Log, Is.EqualTo(new[] { "+1", "-1" }));
    }

    [Test]
    public async Task PageThatIsReloadedGoesAway()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (_, id) = await JoinAsync(server);
        await Page.VisitAsync(Url);
        Assert.That(await server.DisconnectedAsync(Deadline), Is.EqualTo((id, Closed(DisconnectOrigin.Remote, CloseCode.GoingAway, ""))));
        var (peer, next) = await JoinAsync(server);
        Assert.That(next, Is.Not.EqualTo(id));
        await peer.SendNumberedAsync(1, 64);
        await peer.ReceivedAsync(1);
    }

    [Test]
    public async Task PeerIsUsedAgainAfterEachEnd()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, id) = await JoinAsync(server);
        await peer.CloseAsync(4001);
        await peer.EndedAsync();
        await server.DisconnectedAsync(Deadline);
        await peer.ConnectAsync(server.Url);
        await peer.ConnectedAsync();
        var second = await server.ConnectedAsync(Deadline);
        server.Do(server => server.DisconnectPeer(second, 4002));
        await peer.EndedAsync(2);
        await server.DisconnectedAsync(Deadline);
        await peer.ConnectAsync(server.Url);
        var report = await peer.ConnectedAsync();
        var third = await server.ConnectedAsync(Deadline);
        Assert.That(report.Id, Is.EqualTo(third));
        Assert.That(report.Log, Is.EqualTo(new[] { "+1", "-1", "+1", "-1", "+1" }));
        Assert.That(new[] { id, second, third }, Is.Unique);
        await peer.SendNumberedAsync(1, 64);
        await peer.ReceivedAsync(1);
    }

    private static DisconnectInfo Closed(DisconnectOrigin origin, int code, string reason) =>
        new(DisconnectReason.Closed, origin, code, reason, isClean: true);
}

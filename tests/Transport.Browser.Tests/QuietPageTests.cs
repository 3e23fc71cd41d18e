using Microsoft.Extensions.Time.Testing;
using Transport.Browser.App.Shared;
using Transport.EndToEnd;
using Transport.WebSockets;

namespace Transport.Browser.Tests;

/// <summary>
/// A page that does nothing for longer than a server's silence limit is not taken for dead: the browser answers the pings, not the page. The server's time is
/// virtual.
/// </summary>
internal sealed class QuietPageTests : BrowserTests
{
    private const string Block = """
        const [answer] = arguments;
        const request = new XMLHttpRequest();
        request.open('GET', '/hold', false);
        request.send();
        answer(null);
        """;

    // Shorter than what the server takes for its own process standing still.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _time = new();
    private TcpServer _listener = null!;
    private RunningMultiplayerPeer _server = null!;
    private PagePeer _peer = null!;
    private WatchedStream _stream = null!;
    private int _id;

    [TearDown]
    public async Task StopServer()
    {
        await _server.DisposeAsync();
        await _stream.DisposeAsync();
        _listener.Dispose();
    }

    [Test]
    public async Task PageWhoseScriptStandsStill()
    {
        await JoinAsync(new PagePeerOptions { Echoes = true });
        TestBrowser.Site.Hold = new TaskCompletionSource();
        TestBrowser.Site.Held = new TaskCompletionSource();
        var blocked = TestBrowser.Chromium.RunAsync(Block);
        await TestBrowser.Site.Held.Task.WaitAsync(Deadline);
        await PassTwiceTheLimitAsync();
        Assert.That(blocked.IsCompleted, Is.False, "The page's script stands still.");
        TestBrowser.Site.Hold.SetResult();
        await blocked;
        await AssertEchoAsync();
    }

    [Test]
    public async Task PageThatIsNotPolled()
    {
        await JoinAsync(new PagePeerOptions { IsPolledInFrames = true, TakesPackets = false });
        await PassTwiceTheLimitAsync();
        Assert.That(_server.Use(server => server.Peers), Is.EqualTo(new[] { _id }));
    }

    [Test]
    public async Task HiddenPageGoesOnWithWhatWaitsForActivity()
    {
        await JoinAsync(new PagePeerOptions { Echoes = true });
        await HideAsync(async () =>
        {
            await PassTwiceTheLimitAsync();
            for (var i = 0; i < 10; i++) await AssertEchoAsync();
        });
    }

    [Test]
    public async Task HiddenPageTakesUpItsFramesWhenItIsSeenAgain()
    {
        await JoinAsync(new PagePeerOptions { IsPolledInFrames = true });
        await HideAsync(async () =>
        {
            Send(0);
            await PassTwiceTheLimitAsync();
            Assert.That((await _peer.ReportAsync()).Log, Is.EqualTo(new[] { "+1" }), "There are no frames.");
        });
        await _peer.ReceivedAsync(1);
        Assert.That(_server.Use(server => server.Peers), Is.EqualTo(new[] { _id }));
    }

    private async Task JoinAsync(PagePeerOptions options)
    {
        _listener = new TcpServer();
        _listener.Listen(0);
        var server = new WebSocketMultiplayerPeer(timeProvider: _time);
        server.CreateStreamServer();
        _server = RunningMultiplayerPeer.Run(server, echoes: false);
        _peer = await PagePeer.ConnectAsync(new Uri($"ws://localhost:{_listener.LocalPort}"), options);
        Assert.That(await _listener.WaitForConnectionAsync(Deadline), "The server was not stopped.");
        _stream = new WatchedStream(_listener.TakeConnection()!);
        _ = server.AcceptStreamAsync(_stream);
        _id = await _server.ConnectedAsync(Deadline);
        await _peer.ConnectedAsync();
    }

    private async Task PassTwiceTheLimitAsync()
    {
        var options = new WebSocketMultiplayerPeerOptions();
        for (var passed = TimeSpan.Zero; passed < 2 * options.SilenceLimit; passed += options.PingInterval)
        {
            var reads = _stream.Reads;
            for (var step = TimeSpan.Zero; step < options.PingInterval; step += Step) _time.Advance(Step);
            // The pong.
            while (_stream.Reads == reads) await Task.Delay(5, Deadline);
        }
    }

    private async Task AssertEchoAsync()
    {
        Send(7);
        Assert.That(NumberedPayload.Is((await _server.ReceiveAsync(Deadline)).Payload, 7, 64));
    }

    private void Send(int number) => _server.Do(server =>
    {
        server.Send(NumberedPayload.Create(number, 64), _id);
        server.Flush();
    });

    private static async Task HideAsync(Func<Task> action)
    {
        await TestBrowser.Chromium.UseAsync(driver => driver.Manage().Window.Minimize());
        try
        {
            Assert.That(await GetVisibilityAsync(), Is.EqualTo("hidden"));
            await action();
        }
        finally
        {
            await TestBrowser.Chromium.UseAsync(driver => driver.Manage().Window.Maximize());
        }
        Assert.That(await GetVisibilityAsync(), Is.EqualTo("visible"));
    }

    private static Task<object?> GetVisibilityAsync() =>
        TestBrowser.Chromium.UseAsync(driver => driver.ExecuteScript("return document.visibilityState"));
}

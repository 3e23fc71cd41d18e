using OpenQA.Selenium;
using Transport.EndToEnd;

namespace ConnectFour.Server.Tests;

/// <summary>The sample as people see it: the real server, the real page, in Chromium.</summary>
internal sealed class PageTests
{
    // A move wherever one is possible; true when the game is over.
    private const string PlayAnywhere = """
        document.querySelector('.drop[aria-disabled=false]')?.click();
        return /wins\.|Draw\./.test(document.querySelector('#log').innerText);
        """;

    private Chromium _chromium = null!;
    private TestCertificate _certificate = null!;
    private RunningServer _server = null!;
    private Pages _pages = null!;

    [SetUp]
    public async Task Start()
    {
        Chromium.Require();
        _certificate = new TestCertificate();
        _server = await RunningServer.StartAsync("--turnTime", "00:10:00");
        _chromium = await Chromium.StartAsync(_certificate);
        _pages = new Pages(_chromium);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        _server?.Dispose();
        _certificate?.Dispose();
    }

    /// <summary>Two pages play, a third watches, a fourth comes over UDP from a terminal; one is loaded again in the middle.</summary>
    [Test]
    public async Task PagesAndATerminalOverUdpAreInOneMatch()
    {
        var ann = await _pages.OpenAsync(_server.Url);
        await ann.WaitAsync("#name");
        await ann.EnterAsync("Ann", "final");
        await ann.TextAsync("#headline", "Waiting for another player.");
        using var terminal = new RunningProgram(
            Built.Program("ConnectFour"), "watch", "--auto", "--url", _server.UrlOf("final"), "--transport", "udp", "--name", "Dora");
        await ann.TextAsync("#log", "Dora watches.");
        var start = await _pages.OpenAsync(_server.Url);
        await start.TextAsync(".matches", "Ann waits, 1 watches");
        await start.PhotographAsync("start");
        var ben = start;
        await ben.EnterAsync("Ben", "final");
        await ann.TextAsync("#headline", "Your turn. You play red.");
        var cleo = await _pages.OpenAsync($"{_server.Url}/match/final");
        await cleo.WaitAsync("#name");
        await cleo.RunAsync("document.querySelector('#name').focus()");
        await cleo.PressAsync("Cleo", Keys.Tab, Keys.Tab, Keys.Enter);
        await ann.TextAsync("#log", "Cleo watches.");

        await ann.PressAsync("4");
        await ben.DiscsAsync(1);
        await ben.PressAsync(Keys.Enter);
        await ann.DiscsAsync(2);
        await ann.PressAsync(Keys.ArrowLeft, Keys.Enter);
        await ben.DiscsAsync(3);
        await ben.ClickAsync("#drop-5");
        await ann.DiscsAsync(4);
        await PlayAsync(ann, ben, 4, "5443");
        await ann.PhotographAsync("playing");
        await ann.TextAsync("#connection", " ms");

        await ann.ReloadAsync();
        await ann.TextAsync("#headline", "Your turn. You play red.");
        Assert.That(await ann.BoardAsync(), Is.EqualTo("....... ....... ...R... ...Y... ..YYR.. ..RRY.."), "the page goes on where it was");
        await ben.TextAsync("#log", "Ann is back.");
        await PlayAsync(ann, ben, 8, "6161626");

        await ann.TextAsync("#headline", "You win!");
        await ben.TextAsync("#headline", "Ann wins.");
        await cleo.TextAsync("#headline", "Ann wins.");
        const string End = "....... ....... ...R.R. ...Y.R. Y.YYRR. YYRRYR.";
        foreach (var page in new[] { ann, ben, cleo }) Assert.That(await page.BoardAsync(), Is.EqualTo(End));
        await ann.PhotographAsync("won");
        await cleo.PhotographAsync("watching");
        Assert.That(await terminal.ExitAsync(), Is.Zero, string.Join('\n', terminal.Error.Lines));
        Assert.That(terminal.Output.Lines, Has.Some.EqualTo("Game 1: Ann wins with red, 15 moves."));
        Assert.That(terminal.Output.Lines, Has.Some.EqualTo("Y Y R R Y R ."));

        await ann.ClickAsync("#rematch");
        await ben.TextAsync("#seat-red", "wants to play again");
        await ben.ClickAsync("#rematch");
        await ben.TextAsync("#headline", "Your turn. You play red.");
        await ben.ClickAsync("#leave");
        await ann.TextAsync("#headline", "You win: the other has left.");
        AssertQuietConsole();
    }

    [Test]
    public async Task PageAndATerminalOverUdpPlayEachOther()
    {
        var ann = await _pages.OpenAsync(_server.Url);
        await ann.EnterAsync("Ann", "mixed");
        using var ben = new RunningProgram(
            Built.Program("ConnectFour"), "play", "--auto", "--seed", "7", "--url", _server.UrlOf("mixed"), "--transport", "udp", "--name", "Ben");
        await ann.UntilAsync(PlayAnywhere, "the game does not end");
        Assert.That(await ben.ExitAsync(), Is.Zero, string.Join('\n', ben.Error.Lines));
        Assert.That(ben.Output.Lines, Has.Some.Matches("^Game 1: .*, [0-9]+ moves\\.$"));
        AssertQuietConsole();
    }

    [Test]
    public async Task PageIsToldThatTheServerGoesDown()
    {
        var ann = await _pages.OpenAsync(_server.Url);
        await ann.EnterAsync("Ann", "main", "play-bot");
        await ann.TextAsync("#headline", "Your turn. You play red.");
        await ann.PressAsync("1");
        await ann.DiscsAsync(2);
        AssertQuietConsole();
        _server.Program.Terminate();
        await ann.TextAsync("#log", "The server closed the connection: The server is going down.");
        await ann.TextAsync("#headline", "Trying again");
        await ann.PhotographAsync("lost");
        Assert.That(await _server.Program.ExitAsync(), Is.Zero);
        Assert.That(_server.Program.Error.Lines, Is.Empty);

        // When there is one again, the page is back by itself, in a match of the same name.
        using var next = await RunningServer.StartAsync("--port", $"{new Uri(_server.Url).Port}");
        await ann.TextAsync("#log", "You are back.");
        await ann.TextAsync("#headline", "Waiting for another player.");
    }

    // By number keys, in turn; each waits for the other's disc.
    private static async Task PlayAsync(PlayerPage first, PlayerPage second, int discs, string columns)
    {
        foreach (var column in columns)
        {
            await first.PressAsync($"{column}");
            await second.DiscsAsync(++discs);
            (first, second) = (second, first);
        }
    }

    private void AssertQuietConsole()
    {
        var console = _chromium.TakeConsole();
        Assert.That(console.Split('\n').Where(static line => line.Length > 0 && !line.Contains("Debugging hotkey", StringComparison.Ordinal)), Is.Empty);
    }
}

using Microsoft.Extensions.Logging;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>What an operator reads.</summary>
internal sealed class LogTests
{
    [Test]
    public async Task ARefusedHandshakeIsLogged()
    {
        var log = new ListLogger();
        using var server = new WebSocketMultiplayerPeer(logger: log);
        server.CreateServer(0, "127.0.0.1");
        using var client = await RawEnd.ConnectAsync(server.LocalPort);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.ReadToEndAsync();
        await Pump.Until(() => log.Has(1101), "the line", server.Poll);
        var (level, text) = log.Find(1101);
        Assert.That(level, Is.EqualTo(LogLevel.Information));
        Assert.That(text, Does.Contain("127.0.0.1").And.Contain("426"));
    }

    [Test]
    public async Task TooManyHandshakesAreAWarning()
    {
        var log = new ListLogger();
        using var server = new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 1 }, logger: log);
        server.CreateStreamServer();
        var (near, far) = DuplexStream.Pair();
        _ = server.AcceptStreamAsync(far);
        (_, far) = DuplexStream.Pair();
        await Pump.Soon(server.AcceptStreamAsync(far), "the second to be turned away");
        Assert.That(log.Find(1102).Level, Is.EqualTo(LogLevel.Warning));
        near.Dispose();
    }

    [Test]
    public async Task EveryEndIsLoggedForWhoLooksClosely()
    {
        var log = new ListLogger();
        using var server = new WebSocketMultiplayerPeer(logger: log);
        server.CreateServer(0, "127.0.0.1");
        using var client = await RawEnd.OpenAsync(server.LocalPort);
        await client.SendAsync(RawFrame.Close(4005, "done for today"));
        await Pump.Until(() => log.Has(1100), "the line", server.Poll);
        var (level, text) = log.Find(1100);
        Assert.That(level, Is.EqualTo(LogLevel.Debug));
        Assert.That(text, Does.Contain("4005").And.Contain("done for today"));
    }

    private sealed class ListLogger : ILogger
    {
        private readonly List<(int Id, LogLevel Level, string Text)> _lines = [];

        public bool Has(int id)
        {
            lock (_lines) return _lines.Exists(line => line.Id == id);
        }

        public (LogLevel Level, string Text) Find(int id)
        {
            lock (_lines)
            {
                var (_, level, text) = _lines.Find(line => line.Id == id);
                return (level, text);
            }
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines) _lines.Add((eventId.Id, logLevel, formatter(state, exception)));
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}

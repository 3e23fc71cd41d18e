using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A server and clients in one process and on one clock, each with a board under the same path.</summary>
internal sealed class TestSession : IDisposable
{
    public const string BoardPath = "Board";

    private readonly MultiplayerApiOptions _options;
    private readonly ILogger? _logger;
    private readonly List<TestEnd> _ends = [];

    public TestSession(int clients = 1, MultiplayerApiOptions? options = null, ILogger? logger = null)
    {
        _options = options ?? new MultiplayerApiOptions();
        _logger = logger;
        Server = Add();
        Server.Peer.CreateServer();
        for (var i = 0; i < clients; i++) Join();
        Settle();
    }

    public FakeTimeProvider Time { get; } = new();

    public TestEnd Server { get; }

    public int Clients => _ends.Count - 1;

    public TestEnd this[int client] => _ends[client + 1];

    /// <summary>The first client.</summary>
    public TestEnd Client => this[0];

    public TestEnd Join(Action<TestEnd>? prepare = null)
    {
        var end = Add();
        prepare?.Invoke(end);
        end.Peer.CreateClient(Server.Peer);
        return end;
    }

    /// <summary>Polls all ends until nothing is under way any more.</summary>
    public void Settle()
    {
        for (var round = 0; round < 10; round++) Poll();
    }

    /// <summary>Polls all ends once.</summary>
    public void Poll()
    {
        foreach (var end in _ends) end.Api.Poll();
    }

    public void Dispose()
    {
        foreach (var end in _ends) end.Dispose();
    }

    private TestEnd Add()
    {
        var end = new TestEnd(_options, Time, _logger);
        _ends.Add(end);
        return end;
    }
}

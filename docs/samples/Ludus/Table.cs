using Transport;
using Transport.Multiplayer;
using Transport.Multiplayer.Arguments;

namespace Ludus;

/// <summary>One end of a game over any <see cref="MultiplayerPeer"/> that was started: its session, its game, and its loop.</summary>
public sealed class Table : IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(20);

    private readonly MultiplayerPeer _peer;
    private readonly MultiplayerApi _api;
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>A seat at a table.</summary>
    /// <param name="peer">Started as a server or as a client. It is closed with the table.</param>
    /// <param name="name">Of the player at this end.</param>
    /// <param name="seed">Of the die, at a server.</param>
    public Table(MultiplayerPeer peer, string name, int seed)
    {
        _peer = peer;
        _api = new MultiplayerApi(peer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        Game = new Game(_api, name, new Random(seed));
        _api.Register(Game.Path, Game);
        _api.ConnectionFailed += info => Loss = Describe("The server cannot be reached", info);
        _api.ServerDisconnected += info => Loss = Describe("The connection is closed", info);
        _api.CallFailed += failure => Failures++;
        _api.MethodsDiffer += mismatch => Failures++;
        if (peer.IsServer) Game.Open(name);
    }

    /// <summary>What is played.</summary>
    public Game Game { get; }

    /// <summary>Why it could not go on; null while it can.</summary>
    public string? Loss { get; private set; }

    /// <summary>How often the other ends sent what was not understood.</summary>
    public int Failures { get; private set; }

    /// <summary>Plays until somebody leaves the table at this end, or the connection is lost.</summary>
    /// <param name="tick">Called again and again on the thread of the game.</param>
    /// <param name="cancellationToken">Leaves.</param>
    public async Task RunAsync(Action tick, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _leaving.Token);
        await _api.RunAsync(TickInterval, tick, both.Token);
        await _peer.CloseAsync(CloseCode.Normal, "", CancellationToken.None);
    }

    /// <summary>Ends <see cref="RunAsync"/>.</summary>
    public void Leave() => _leaving.Cancel();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _peer.DisposeAsync();
        _leaving.Dispose();
    }

    private static string Describe(string what, DisconnectInfo info) =>
        info.Text.Length == 0 ? $"{what} ({info.Reason})." : $"{what} ({info.Reason}): {PlainText.Line(info.Text)}";
}

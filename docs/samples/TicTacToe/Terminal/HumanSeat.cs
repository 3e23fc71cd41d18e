using Samples.Terminal;
using Spectre.Console;
using TicTacToe.Client;
using Transport;

namespace TicTacToe.Terminal;

/// <summary>Puts a human at the table: the screen, the keyboard and the client of one seat.</summary>
public sealed class HumanSeat
{
    private readonly IAnsiConsole _console;
    private readonly HumanPlayer _player;
    private LiveDisplayContext? _live;
    private CancellationTokenSource? _leaving;

    /// <summary>A seat at a console.</summary>
    /// <param name="peer">Started as a client.</param>
    /// <param name="console">A real terminal.</param>
    public HumanSeat(MultiplayerPeer peer, IAnsiConsole console)
    {
        _console = console;
        var screen = new TerminalScreen(picture => _live?.UpdateTarget(picture));
        _player = new HumanPlayer(screen.ShowCursor, () => _leaving?.Cancel());
        Client = new GameClient(peer, _player, screen);
    }

    /// <summary>The seat's client.</summary>
    public GameClient Client { get; }

    /// <summary>Plays one game. The player can leave at any time with a key, which is the same as a cancel.</summary>
    public Task<GameEnding> RunAsync(CancellationToken cancellationToken) =>
        _console.Live(Text.Empty).StartAsync(live => RunAsync(live, cancellationToken));

    private async Task<GameEnding> RunAsync(LiveDisplayContext live, CancellationToken cancellationToken)
    {
        _live = live;
        using var leaving = _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keys = Keyboard.ReadAsync(_console.Input, _player.Press, leaving.Token);
        var ending = await Client.RunAsync(leaving.Token);
        await leaving.CancelAsync();
        await keys;
        return ending;
    }
}

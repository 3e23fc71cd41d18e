using System.Collections.Concurrent;
using Ludus.Rules;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ludus.Terminal;

/// <summary>A seat for a human: the players and the log, drawn in a terminal, and its keys.</summary>
public sealed class TableScreen
{
    private const int LogLines = 8;

    private readonly Table _table;
    private readonly ConcurrentQueue<char> _keys = new();
    private readonly Queue<string> _log = new();
    private LiveDisplayContext? _live;

    /// <summary>A screen for a table.</summary>
    public TableScreen(Table table)
    {
        _table = table;
        table.Game.Changed += Show;
        table.Game.Logged += line =>
        {
            _log.Enqueue(line);
            if (_log.Count > LogLines) _log.Dequeue();
            Show();
        };
    }

    /// <summary>Plays until the player leaves, or the connection is lost.</summary>
    public Task RunAsync(IAnsiConsole console, CancellationToken cancellationToken) => console.Live(Text.Empty).StartAsync(async live =>
    {
        _live = live;
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keys = ReadKeysAsync(console.Input, reading.Token);
        await _table.RunAsync(TakeKeys, cancellationToken);
        await reading.CancelAsync();
        await keys;
    });

    /// <summary>What is drawn.</summary>
    public static IRenderable Draw(Roster roster, IEnumerable<string> log, bool isMyTurn)
    {
        var players = new Spectre.Console.Table().AddColumns("", "Player");
        for (var i = 0; i < roster.Players.Count; i++)
            players.AddRow(new Text(i == roster.Turn ? "♛" : ""), new Text(roster.Players[i].Label));
        var hint = isMyTurn ? "[bold]Your turn:[/] r rolls, p passes, q leaves." : "q leaves.";
        // Lines and names are a remote's words: as Text, nothing in them is markup.
        return new Rows([new Markup("[bold]Ludus[/]"), players, .. log.Select(static line => new Text(line)), new Markup(hint)]);
    }

    private void Show() => _live?.UpdateTarget(Draw(_table.Game.Roster, _log, _table.Game.IsMyTurn));

    // On the thread of the game: keys are pressed on another one.
    private void TakeKeys()
    {
        while (_keys.TryDequeue(out var key))
        {
            if (key == 'q') _table.Leave();
            else if (key is 'r' or 'p' && _table.Game.IsMyTurn) _table.Game.Act(key == 'r' ? Game.Roll : Game.Pass);
        }
    }

    private async Task ReadKeysAsync(IAnsiConsoleInput input, CancellationToken cancellationToken)
    {
        try
        {
            while (await input.ReadKeyAsync(intercept: true, cancellationToken) is { } key) _keys.Enqueue(char.ToLowerInvariant(key.KeyChar));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The game is over.
        }
    }
}

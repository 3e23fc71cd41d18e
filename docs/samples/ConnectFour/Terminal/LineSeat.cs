using System.CommandLine;
using ConnectFour.Calls;
using ConnectFour.Commands;
using ConnectFour.Players;
using ConnectFour.Rules;

namespace ConnectFour.Terminal;

/// <summary>A match as lines of text: one for each thing that happens, and the board at a game's end. Needs no terminal.</summary>
internal sealed class LineSeat
{
    private readonly MatchClient _client;
    private readonly InvocationConfiguration _console;
    private int _game;
    private bool _hasSeenPlay;
    private Action _ended = static () => { };

    public LineSeat(MatchClient client, InvocationConfiguration console)
    {
        _client = client;
        _console = console;
        client.Noticed += notice => console.Output.WriteLine(NoticeWords.Describe(notice));
        client.Changed += OnChanged;
    }

    /// <summary>Until it is cancelled.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken) =>
        await ExitCode.FromAsync(_client, await _client.RunAsync(cancellationToken), _console);

    /// <summary>Until a game has ended.</summary>
    /// <returns>Success only when it was played to its end.</returns>
    public async Task<int> RunOneGameAsync(CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isOver = false;
        _ended = () =>
        {
            isOver = true;
            leaving.Cancel();
        };
        var end = await _client.RunAsync(leaving.Token);
        var code = await ExitCode.FromAsync(_client, end, _console);
        return isOver && _client.View.State.Ending != GameEnding.Left ? ExitCode.Success : Math.Max(code, ExitCode.Failure);
    }

    private void OnChanged()
    {
        var state = _client.View.State;
        if (_client.View.IsPlaying) _hasSeenPlay = true;
        // An end that was there before is not one that was seen.
        if (state.Ending == GameEnding.None || !_hasSeenPlay || state.Game == _game) return;
        _game = state.Game;
        WriteBoard(_client.View.Board);
        _console.Output.WriteLine($"Game {state.Game}: {Result(state)}, {state.Moves.Length} moves.");
        _ended();
    }

    private string Result(MatchState state) => state.Ending switch
    {
        GameEnding.Draw => "draw",
        GameEnding.TimeUp => $"{NoticeWords.Colour(state.Winner)} wins on time",
        GameEnding.Left => $"{NoticeWords.Colour(state.Winner)} wins, the other has left",
        _ => $"{_client.View.Seat(state.Winner).Name} wins with {NoticeWords.Colour(state.Winner)}",
    };

    private void WriteBoard(Board board)
    {
        for (var row = Board.Rows - 1; row >= 0; row--)
        {
            _console.Output.WriteLine(string.Join(' ', Enumerable.Range(0, Board.Columns).Select(column => board[column, row].Letter)));
        }
    }
}

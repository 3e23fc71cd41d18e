using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;
using Samples.Terminal;
using Spectre.Console;

namespace ConnectFour.Terminal;

/// <summary>Puts a human in a match: the screen and the keys of one client. Everything happens in the client's loop; keys are posted to it.</summary>
/// <param name="client">Not started.</param>
/// <param name="console">A real terminal.</param>
internal sealed class HumanSeat(MatchClient client, IAnsiConsole console)
{
    private static readonly TimeSpan ClockTime = TimeSpan.FromSeconds(1);

    private LiveDisplayContext? _live;
    private CancellationTokenSource? _leaving;
    private int _cursor = Board.Columns / 2;
    private string _notice = "";

    /// <summary>Until the player leaves, or it is cancelled.</summary>
    public Task<ClientEnd> RunAsync(CancellationToken cancellationToken) =>
        console.Live(Text.Empty).StartAsync(live => RunAsync(live, cancellationToken));

    private async Task<ClientEnd> RunAsync(LiveDisplayContext live, CancellationToken cancellationToken)
    {
        _live = live;
        using var leaving = _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        client.Changed += Draw;
        client.Noticed += notice => Tell(NoticeWords.Describe(notice));
        var keys = Keyboard.ReadAsync(console.Input, key => client.Post(() => Press(key)), leaving.Token);
        var clock = RedrawAsync(leaving.Token);
        var end = await client.RunAsync(leaving.Token);
        await leaving.CancelAsync();
        await Task.WhenAll(keys, clock);
        return end;
    }

    private void Press(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Q or ConsoleKey.Escape:
                _leaving?.Cancel();
                return;
            case ConsoleKey.LeftArrow:
                _cursor = (_cursor + Board.Columns - 1) % Board.Columns;
                break;
            case ConsoleKey.RightArrow:
                _cursor = (_cursor + 1) % Board.Columns;
                break;
            case ConsoleKey.Enter or ConsoleKey.Spacebar or ConsoleKey.DownArrow:
                _ = DropAsync(_cursor);
                break;
            case ConsoleKey.R:
                _ = client.RematchAsync();
                break;
            case ConsoleKey.B:
                _ = client.InviteBotAsync();
                break;
            default:
                if (key.KeyChar is >= '1' and <= '7') _ = DropAsync(key.KeyChar - '1');
                break;
        }
        Draw();
    }

    private async Task DropAsync(int column)
    {
        if (!client.IsMyTurn) return;
        var result = await client.DropAsync(column);
        if (result != MoveResult.Played) Tell(NoticeWords.Describe(result));
    }

    private void Tell(string notice)
    {
        _notice = notice;
        Draw();
    }

    private void Draw() => _live?.UpdateTarget(MatchPicture.Draw(client, _cursor, _notice));

    private async Task RedrawAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ClockTime);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) client.Post(Draw);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The match is over.
        }
    }
}

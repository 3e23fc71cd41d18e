using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;

namespace ConnectFour.Matches;

// One game after the other.
public sealed partial class Match
{
    private const string BotName = "Bot";

    private readonly TurnClock _clock;
    private readonly BotPlayer _bot;
    private readonly List<byte> _moves = [];
    private MatchPhase _phase;
    private int _game;
    private Board _board;
    private Disc _winner;
    private GameEnding _ending;
    private TimeSpan? _botMovesAt;

    internal MoveResult Drop(int peer, int column)
    {
        if (_people.FindPeer(peer) is not { Seat: not Disc.None } player) return MoveResult.NoSeat;
        if (_phase != MatchPhase.Playing) return MoveResult.NoGame;
        if (_board.Turn != player.Seat) return MoveResult.NotYourTurn;
        if (!Board.IsColumn(column)) return MoveResult.NoSuchColumn;
        if (!_board.HasRoom(column)) return MoveResult.ColumnFull;
        // The time may be up, and the tick not be done: the clock decides, and not who is polled first.
        if (_clock.Due <= Now)
        {
            TickGame(Now);
            return MoveResult.NoGame;
        }
        Play(player, column);
        return MoveResult.Played;
    }

    internal RematchResult Rematch(int peer)
    {
        if (_people.FindPeer(peer) is not { Seat: not Disc.None } player) return RematchResult.NoSeat;
        if (_phase != MatchPhase.Over) return RematchResult.NotNow;
        if (!player.WantsRematch)
        {
            player.WantsRematch = true;
            Tell(NoticeKind.WantsRematch, player);
        }
        var both = _people.All.Where(static person => person.Seat != Disc.None).All(static person => person.WantsRematch || person.IsBot);
        if (both)
        {
            SwapSeats();
            BeginGame();
        }
        Publish();
        return both ? RematchResult.Begun : RematchResult.Waiting;
    }

    internal RematchResult InviteBot(int peer)
    {
        if (_people.FindPeer(peer) is not { Seat: not Disc.None }) return RematchResult.NoSeat;
        if (_people.IsFull) return RematchResult.NotNow;
        var bot = new Person(FreeName(), _people.FreeSeat, isBot: true);
        _people.Add(bot);
        Tell(NoticeKind.SatDown, bot);
        BeginGame();
        Publish();
        return RematchResult.Begun;
    }

    private void TickGame(TimeSpan now)
    {
        if (_phase != MatchPhase.Playing) return;
        if (_botMovesAt <= now && _people.Find(_board.Turn) is { IsBot: true } bot)
        {
            Play(bot, _bot.ChooseColumn(_board));
        }
        else if (_clock.Due <= now)
        {
            var slow = _board.Turn;
            Tell(NoticeKind.TimeUp, _people.Find(slow));
            EndGame(slow.Other, GameEnding.TimeUp);
            Publish();
        }
    }

    private void BeginGame()
    {
        _game++;
        _phase = MatchPhase.Playing;
        _board = Board.Empty;
        _moves.Clear();
        _winner = Disc.None;
        _ending = GameEnding.None;
        foreach (var person in _people.All)
        {
            person.WantsRematch = false;
            if (person.IsConnected) person.AwayBudget = _options.GraceTime;
        }
        Tell(NoticeKind.GameBegins, _people.Red);
        BeginTurn();
    }

    private void Play(Person player, int column)
    {
        _board = _board.Drop(column);
        _moves.Add((byte)column);
        Tell(NoticeKind.Dropped, player, column);
        if (_board.Result == BoardResult.Open) BeginTurn();
        else if (_board.Result == BoardResult.Draw) EndGame(Disc.None, GameEnding.Draw);
        else EndGame(player.Seat, GameEnding.FourInLine);
        Publish();
    }

    private void BeginTurn()
    {
        _clock.Restart(Now);
        RunClock();
    }

    // Whoever is not there cannot move, and a bot has a time of its own.
    private void RunClock()
    {
        var mover = _phase == MatchPhase.Playing ? _people.Find(_board.Turn) : null;
        _clock.Run(mover is { Presence: Presence.Here }, Now);
        _botMovesAt = mover is not { IsBot: true } ? null : _botMovesAt ?? Now + _options.BotTime;
    }

    private void EndGame(Disc winner, GameEnding ending)
    {
        _phase = MatchPhase.Over;
        _winner = winner;
        _ending = ending;
        RunClock();
        var person = _people.Find(winner);
        if (person is not null) person.Wins++;
        Tell(winner == Disc.None ? NoticeKind.Draw : NoticeKind.Won, person);
    }

    // Who was second is first in the next game.
    private void SwapSeats()
    {
        var (red, yellow) = (_people.Red, _people.Yellow);
        if (red is not null) red.Seat = Disc.Yellow;
        if (yellow is not null) yellow.Seat = Disc.Red;
    }

    private string FreeName()
    {
        var name = BotName;
        for (var i = 2; _people.FindName(name) is not null; i++) name = $"{BotName} {i}";
        return name;
    }
}

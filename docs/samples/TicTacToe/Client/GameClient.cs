using TicTacToe.Messages;
using TicTacToe.Rules;
using Transport;

namespace TicTacToe.Client;

/// <summary>
/// One seat at the table, for one game, over any <see cref="MultiplayerPeer"/> that was started as a client. It keeps a board of its
/// own from what the server tells, and does not believe the server blindly: it, too, is a stranger.
/// </summary>
public sealed class GameClient
{
    private readonly MultiplayerPeer _peer;
    private readonly IPlayer _player;
    private readonly IGameScreen? _screen;
    private readonly MessageWriter _writer = new();
    private readonly TaskCompletionSource _seated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GameView _view = GameView.Start;
    private Task<int>? _choice;
    private bool _awaitsAnswer;
    private GameEnding? _ending;
    private (int Code, string Reason) _farewell = (CloseCode.Normal, "");

    /// <summary>A client that has yet to get a seat.</summary>
    /// <param name="peer">Started as a client. Stays the caller's to dispose.</param>
    /// <param name="player">Who thinks.</param>
    /// <param name="screen">Who shows it; null for nobody.</param>
    public GameClient(MultiplayerPeer peer, IPlayer player, IGameScreen? screen = null)
    {
        _peer = peer;
        _player = player;
        _screen = screen;
        peer.ConnectionFailed += OnServerGone;
        peer.PeerDisconnected += (_, info) => OnServerGone(info);
    }

    /// <summary>Completes when the server has given a seat.</summary>
    public Task Seated => _seated.Task;

    /// <summary>Plays one game, and leaves politely at its end or when it is cancelled.</summary>
    public async Task<GameEnding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var activity = _peer.WaitForActivityAsync(cancellationToken).AsTask();
            while (_ending is null)
            {
                // The server is heard while the player thinks, and a choice leaves while the server is silent.
                if (_choice is null) await activity;
                else await Task.WhenAny(activity, _choice);

                if (activity.IsCompleted)
                {
                    await activity;
                    _peer.Poll();
                    while (_ending is null && _peer.TryReceive(out var packet)) Receive(packet);
                    if (_ending is not null) break;
                    AskPlayer(cancellationToken);
                    activity = _peer.WaitForActivityAsync(cancellationToken).AsTask();
                }
                if (_choice is { IsCompleted: true }) SendMove(await _choice);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            End(EndingKind.Left, "You left the table.");
            _farewell = (CloseCode.Normal, "Left the table.");
        }
        await _peer.CloseAsync(_farewell.Code, _farewell.Reason, CancellationToken.None);
        return _ending!;
    }

    private void AskPlayer(CancellationToken cancellationToken)
    {
        if (_view.IsMyTurn && _choice is null && !_awaitsAnswer)
            _choice = _player.ChooseCellAsync(_view.Board, _view.Seat, cancellationToken);
    }

    private void SendMove(int cell)
    {
        _choice = null;
        _awaitsAnswer = true;
        _peer.Send(_writer.Write(new PlayMove(cell)), MultiplayerPeer.TargetPeerServer);
        // The wait for activity, which would send it, is pending already.
        _peer.Flush();
    }

    private void OnServerGone(DisconnectInfo info) => End(EndingKind.Lost, DisconnectWords.Describe("The server", info));

    private void Receive(in Packet packet)
    {
        if (MessageReader.TryRead(packet.Payload, out var message) && Apply(message)) return;
        _farewell = (GameCloseCode.NotThisGame, "That was not this game.");
        End(EndingKind.Lost, "The server sends what is not this game.");
    }

    // False for a message that cannot come now: the server is broken, or not a server of this game.
    private bool Apply(GameMessage message)
    {
        switch (message)
        {
            case Seated seated when _view.Seat == Mark.None:
                _seated.TrySetResult();
                Show(_view with { Seat = seated.Mark, Notice = $"Seated as {seated.Mark.Symbol}. Waiting for the other player." });
                return true;
            case GameStarted when _view is { Seat: not Mark.None, IsRunning: false }:
                Show(_view with { IsRunning = true, Notice = "The game starts. X begins." });
                return true;
            case MovePlayed played when _view.IsRunning && IsLegal(played):
                _awaitsAnswer = false;
                Show(_view with { Board = _view.Board.Play(played.Cell), Notice = $"{played.Mark.Symbol} plays {played.Cell + 1}." });
                return true;
            case MoveRefused refused when _awaitsAnswer:
                _awaitsAnswer = false;
                Show(_view with { Notice = $"The server refused the move: {Explain(refused.Reason)}." });
                return true;
            case GameEnded ended when _view.IsRunning && (ended.Result == GameResult.Abandoned || ended.Result == _view.Board.Result):
                End(ended.Result == GameResult.Abandoned ? EndingKind.Abandoned : EndingKind.Finished, Explain(ended));
                return true;
            default:
                return false;
        }
    }

    private bool IsLegal(MovePlayed played) =>
        _view.Board.Result == GameResult.Open && played.Mark == _view.Board.Turn && _view.Board.IsFree(played.Cell);

    // The first end counts: after a finished game the connection ends as well.
    private void End(EndingKind kind, string words)
    {
        if (_ending is not null) return;
        _ending = new GameEnding(kind, words);
        // A loss is the caller's to report: there may be nothing on the screen yet.
        Show(_view with { IsRunning = false, Notice = kind == EndingKind.Lost ? "" : words });
    }

    private void Show(GameView view)
    {
        _view = view;
        _screen?.Show(view);
    }

    private static string Explain(MoveRefusal reason) => reason switch
    {
        MoveRefusal.NoGame => "there is no game",
        MoveRefusal.NotYourTurn => "it is not your turn",
        MoveRefusal.NoSuchCell => "there is no such cell",
        _ => "the cell is taken",
    };

    private static string Explain(GameEnded ended) => ended.Result switch
    {
        GameResult.CrossWins => "X wins.",
        GameResult.NoughtWins => "O wins.",
        GameResult.Draw => "Draw.",
        _ => $"The game is over. {ended.Why}",
    };
}

using TicTacToe.Messages;
using TicTacToe.Rules;
using Transport;

namespace TicTacToe.Server;

/// <summary>
/// The one who knows the board. Clients only say what they would like; what is legal is decided here, so that a client that cheats
/// harms nobody. Runs one game after the other, over any <see cref="MultiplayerPeer"/> that was started as a server.
/// </summary>
public sealed class GameServer
{
    private readonly MultiplayerPeer _peer;
    private readonly Action<string> _log;
    private readonly Table _table = new();
    private readonly MessageWriter _writer = new();
    private DisconnectInfo? _failure;

    /// <summary>A server at an empty table.</summary>
    /// <param name="peer">Started as a server. Stays the caller's to dispose.</param>
    /// <param name="log">Is told line by line what happens; null for a silent server.</param>
    public GameServer(MultiplayerPeer peer, Action<string>? log = null)
    {
        _peer = peer;
        _log = log ?? (static _ => { });
        peer.PeerConnected += OnPeerConnected;
        peer.PeerDisconnected += OnPeerDisconnected;
        peer.ConnectionFailed += info => _failure = info;
    }

    /// <summary>Serves until it is cancelled, then closes politely; or until the carrier fails.</summary>
    /// <returns>Null after a cancel, else why it cannot go on.</returns>
    public async Task<DisconnectInfo?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_failure is null)
            {
                // Sleeps until something happens; a server has no frames.
                await _peer.WaitForActivityAsync(cancellationToken);
                _peer.Poll();
                while (_peer.TryReceive(out var packet)) Receive(packet);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _peer.CloseAsync(CloseCode.GoingAway, "The server closes.", CancellationToken.None);
        }
        return _failure;
    }

    private void OnPeerConnected(int id)
    {
        var mark = _table.Sit(id);
        if (mark == Mark.None)
        {
            _log($"Peer {id} finds the table full.");
            _peer.DisconnectPeer(id, GameCloseCode.TableFull, "The table is full. Come back after this game.");
            return;
        }
        _log($"Peer {id} sits down as {mark.Symbol}.");
        Send(new Seated(mark), id);
        if (!_table.IsFull) return;
        _log("The game starts.");
        SendToPlayers(new GameStarted());
    }

    private void OnPeerDisconnected(int id, DisconnectInfo info)
    {
        var mark = _table.SeatOf(id);
        // Sent away from a full table, or after the end of a game.
        if (mark == Mark.None) return;
        var wasPlaying = _table.IsFull;
        _table.Leave(id);
        var why = DisconnectWords.Describe(mark.Symbol, info);
        _log(why);
        if (wasPlaying) End(GameResult.Abandoned, why);
    }

    private void Receive(in Packet packet)
    {
        if (!MessageReader.TryRead(packet.Payload, out var message) || message is not PlayMove move)
        {
            // Nothing is answered to garbage: there may be no end of it.
            _log($"Peer {packet.Sender} sends what is not this game.");
            _peer.DisconnectPeer(packet.Sender, GameCloseCode.NotThisGame, "That was not a move.");
            return;
        }
        Play(packet.Sender, move.Cell);
    }

    private void Play(int player, int cell)
    {
        if (_table.Play(player, cell) is { } refusal)
        {
            Send(new MoveRefused(refusal), player);
            return;
        }
        var mark = _table.SeatOf(player);
        _log($"{mark.Symbol} plays {cell + 1}.");
        SendToPlayers(new MovePlayed(mark, cell));
        if (_table.Board.Result != GameResult.Open) End(_table.Board.Result, why: "");
    }

    private void End(GameResult result, string why)
    {
        _log($"The game is over: {result}.");
        SendToPlayers(new GameEnded(result, why));
        // A packet sent before a close arrives before it, so each player has the result when the connection ends.
        foreach (var player in _table.Players) _peer.DisconnectPeer(player, CloseCode.Normal, "The game is over.");
        _table.Clear();
    }

    private void SendToPlayers(GameMessage message)
    {
        foreach (var player in _table.Players) Send(message, player);
    }

    private void Send(GameMessage message, int player) => _peer.Send(_writer.Write(message), player);
}

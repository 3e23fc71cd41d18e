using ConnectFour.Calls;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Players;

// What a player may ask the server for. The server decides.
public sealed partial class MatchClient
{
    private bool _asksForMove;

    /// <summary>Asks for a disc in a column, and tells what became of it.</summary>
    /// <param name="column">0 to 6.</param>
    public async Task<MoveResult> DropAsync(int column)
    {
        if (!CanAsk) return MoveResult.NoAnswer;
        _asksForMove = true;
        try
        {
            return await AskAsync(
                _calls.RpcTo(MultiplayerPeer.TargetPeerServer).Drop(column, _options.AnswerTime), MoveResult.NoAnswer).ConfigureAwait(true);
        }
        finally
        {
            _asksForMove = false;
            RaiseChanged();
        }
    }

    /// <summary>Says that this player wants to play again.</summary>
    public async Task<RematchResult> RematchAsync() =>
        CanAsk
            ? await AskAsync(_calls.RpcTo(MultiplayerPeer.TargetPeerServer).Rematch(_options.AnswerTime), RematchResult.NoAnswer).ConfigureAwait(true)
            : RematchResult.NoAnswer;

    /// <summary>Asks the server's bot to take the free seat.</summary>
    public async Task<RematchResult> InviteBotAsync() =>
        CanAsk
            ? await AskAsync(_calls.RpcTo(MultiplayerPeer.TargetPeerServer).InviteBot(_options.AnswerTime), RematchResult.NoAnswer).ConfigureAwait(true)
            : RematchResult.NoAnswer;

    private bool IsConnected => _peer.Status == ConnectionStatus.Connected && _api.Peers.Contains(MultiplayerPeer.TargetPeerServer);

    private bool CanAsk => Status == ClientStatus.Joined && IsConnected;

    // A call may be without an answer for many reasons, and for a player they are all the same: what counts is seen with the next state.
    private static async Task<T> AskAsync<T>(Task<T> call, T otherwise)
    {
        try
        {
            return await call.ConfigureAwait(true);
        }
        catch (Exception exception) when (exception is RpcException or TimeoutException)
        {
            return otherwise;
        }
    }
}

using ConnectFour.Matches;
using ConnectFour.Players;
using Transport.Multiplayer;

namespace ConnectFour.Calls;

/// <summary>
/// What the two ends of a match call on each other; each registers its own under <see cref="Path"/>. All of it is decided elsewhere: by
/// <see cref="Match"/> at the server, by <see cref="MatchClient"/> at a client.
/// </summary>
internal sealed partial class MatchCalls
{
    /// <summary>Where both ends register theirs. Another version of the game is another path, and then the two do not mistake each other.</summary>
    public const string Path = "ConnectFour/1";

    private readonly Match? _match;
    private readonly MatchClient? _client;

    /// <summary>An end that does nothing.</summary>
    public MatchCalls()
    {
    }

    /// <summary>The server's end.</summary>
    public MatchCalls(Match match) => _match = match;

    /// <summary>A client's end.</summary>
    public MatchCalls(MatchClient client) => _client = client;

    private Match Server => _match ?? throw new RpcException(RpcErrorCode.Refused, "This is not the server.");

    /// <summary>Asks for a seat, or to watch.</summary>
    [Rpc(RpcMode.AnyPeer)]
    private Task<JoinAnswer> Join(JoinRequest request, RpcContext context) => Task.FromResult(Server.Join(context.Sender, request));

    /// <summary>Asks for a move.</summary>
    [Rpc(RpcMode.AnyPeer)]
    private Task<MoveResult> Drop(int column, RpcContext context) => Task.FromResult(Server.Drop(context.Sender, column));

    /// <summary>Says that one wants to play again.</summary>
    [Rpc(RpcMode.AnyPeer)]
    private Task<RematchResult> Rematch(RpcContext context) => Task.FromResult(Server.Rematch(context.Sender));

    /// <summary>Asks the server's bot to take the free seat.</summary>
    [Rpc(RpcMode.AnyPeer)]
    private Task<RematchResult> InviteBot(RpcContext context) => Task.FromResult(Server.InviteBot(context.Sender));

    /// <summary>Gives up one's place; a lost connection does not.</summary>
    [Rpc(RpcMode.AnyPeer)]
    private void Leave(RpcContext context) => _match?.Leave(context.Sender);

    /// <summary>Is answered at once: how long a call takes there and back, whatever the carrier measures.</summary>
    [Rpc(RpcMode.AnyPeer)]
    private Task Ping() => Task.CompletedTask;

    /// <summary>The server tells how the match stands.</summary>
    [Rpc]
    private void Changed(MatchState state) => _client?.Take(state);

    /// <summary>The server tells what has happened.</summary>
    [Rpc]
    private void Noticed(Notice notice) => _client?.Take(notice);
}

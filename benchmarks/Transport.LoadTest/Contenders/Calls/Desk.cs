using Transport.LoadTest.Conversations;
using Transport.Multiplayer;

namespace Transport.LoadTest.Contenders.Calls;

/// <summary>
/// What one end of a session says, by way of an api: bytes, and calls with three integers. The same at both ends: a call is called back, or answered
/// with its number.
/// </summary>
internal sealed partial class Desk
{
    private const string Path = "Desk";

    private readonly MultiplayerApi _api;
    private readonly Func<int, Conversation> _find;

    /// <param name="api">Of one end.</param>
    /// <param name="find">The conversation with a peer.</param>
    public Desk(MultiplayerApi api, Func<int, Conversation> find)
    {
        _api = api;
        _find = find;
        // Clients are not told of each other: no contender does that by itself, and to tell ten thousand of ten thousand is another work.
        api.ServerRelay = false;
        api.PeerPacket += Receive;
        // One that is not understood would be missing, and nobody would know why.
        api.CallFailed += failure => find(failure.Peer).End(failure.ToString());
        api.Register(Path, this);
    }

    private void Receive(int sender, ReadOnlyMemory<byte> message)
    {
        var conversation = _find(sender);
        conversation.Receive(message);
        Say(sender, conversation);
    }

    [Rpc(RpcMode.AnyPeer)]
    private void Call(int a, int b, int c, RpcContext context)
    {
        var conversation = _find(context.Sender);
        conversation.Receive(new Call(a, b, c));
        Say(context.Sender, conversation);
    }

    [Rpc(RpcMode.AnyPeer)]
    private ValueTask<int> Ask(int a, int b, int c, RpcContext context) => new(_find(context.Sender).Answer(new Call(a, b, c)));

    private void Say(int peer, Conversation conversation)
    {
        while (conversation.TryNext(out ReadOnlyMemory<byte> message)) _api.SendBytes(message.Span, peer);
        while (conversation.TryNext(out Call call))
        {
            if (conversation.AwaitsAnswers) _ = AskAsync(peer, conversation, call);
            else RpcTo(peer).Call(call.A, call.B, call.C);
        }
    }

    // What is answered is asked anew, inside Poll.
    private async Task AskAsync(int peer, Conversation conversation, Call call)
    {
        try
        {
            do conversation.TakeAnswer(call, await RpcTo(peer).Ask(call.A, call.B, call.C));
            while (conversation.TryNext(out call));
        }
        catch (Exception exception) when (exception is RpcException or TimeoutException)
        {
            conversation.End(exception.Message);
        }
    }
}

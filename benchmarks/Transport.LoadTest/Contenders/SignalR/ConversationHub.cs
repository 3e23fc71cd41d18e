using Microsoft.AspNetCore.SignalR;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.SignalR;

/// <summary>A message, and a call with three integers, in both directions; and a call that is answered.</summary>
internal sealed class ConversationHub(ConversationSource source) : Hub
{
    public const string Path = "/hub";
    public const string MessageMethod = "Message";
    public const string CallMethod = "Call";
    public const string AskMethod = "Ask";

    private static readonly object ConversationKey = new();

    private Conversation Conversation => (Conversation)Context.Items[ConversationKey]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[ConversationKey] = source.Open();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Conversation.End(exception?.Message);
        return Task.CompletedTask;
    }

    [HubMethodName(MessageMethod)]
    public async Task ReceiveAsync(byte[] message)
    {
        var conversation = Conversation;
        conversation.Receive(message);
        while (conversation.TryNext(out ReadOnlyMemory<byte> next)) await Clients.Caller.SendAsync(MessageMethod, Bytes.Of(next));
    }

    [HubMethodName(CallMethod)]
    public async Task ReceiveAsync(int a, int b, int c)
    {
        var conversation = Conversation;
        conversation.Receive(new Call(a, b, c));
        while (conversation.TryNext(out Call next)) await Clients.Caller.SendAsync(CallMethod, next.A, next.B, next.C);
    }

    [HubMethodName(AskMethod)]
    public int Ask(int a, int b, int c) => Conversation.Answer(new Call(a, b, c));
}

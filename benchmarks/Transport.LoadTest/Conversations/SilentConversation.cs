namespace Transport.LoadTest.Conversations;

/// <summary>A server's side that answers nothing.</summary>
internal sealed class SilentConversation : Conversation
{
    public override void Receive(ReadOnlyMemory<byte> message) => Received++;

    public override bool TryNext(out ReadOnlyMemory<byte> message)
    {
        message = default;
        return false;
    }
}

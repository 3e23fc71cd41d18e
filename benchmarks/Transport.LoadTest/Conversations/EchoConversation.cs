namespace Transport.LoadTest.Conversations;

/// <summary>A server's side that sends every message back as it came, and makes every call back, or answers it with its number.</summary>
internal sealed class EchoConversation : Conversation
{
    private ReadOnlyMemory<byte> _message;
    private Call _call;
    private bool _hasMessage;
    private bool _hasCall;

    public override void Receive(ReadOnlyMemory<byte> message)
    {
        Received++;
        _message = message;
        _hasMessage = true;
    }

    public override bool TryNext(out ReadOnlyMemory<byte> message)
    {
        message = _message;
        if (!_hasMessage) return false;
        _hasMessage = false;
        Sent++;
        return true;
    }

    public override void Receive(Call call)
    {
        Received++;
        _call = call;
        _hasCall = true;
    }

    public override bool TryNext(out Call call)
    {
        call = _call;
        if (!_hasCall) return false;
        _hasCall = false;
        Sent++;
        return true;
    }

    public override int Answer(Call call)
    {
        Received++;
        Sent++;
        return call.C;
    }
}

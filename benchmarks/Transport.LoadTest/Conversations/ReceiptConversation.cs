namespace Transport.LoadTest.Conversations;

/// <summary>A server's side that answers every so many messages with the header of the last one.</summary>
/// <param name="answerEvery">How many messages get one answer.</param>
internal sealed class ReceiptConversation(int answerEvery) : Conversation
{
    private readonly byte[] _answer = new byte[MessageHeader.Bytes];
    private bool _hasAnswer;

    public override void Receive(ReadOnlyMemory<byte> message)
    {
        Received++;
        if (Received % answerEvery != 0) return;
        message.Span[..MessageHeader.Bytes].CopyTo(_answer);
        _hasAnswer = true;
    }

    public override bool TryNext(out ReadOnlyMemory<byte> message)
    {
        message = _answer;
        if (!_hasAnswer) return false;
        _hasAnswer = false;
        Sent++;
        return true;
    }
}

using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Conversations;

/// <summary>A client's side that only listens: it counts, and looks whether anything is missing.</summary>
internal sealed class ListenConversation(Meter meter) : Conversation
{
    public override void Receive(ReadOnlyMemory<byte> message)
    {
        var header = MessageHeader.Read(message.Span);
        if (header.Number == MessageHeader.Go) return;
        if (header.Number != (int)Received) Wrong++;
        Received++;
        meter.Record(header.Time);
    }

    public override bool TryNext(out ReadOnlyMemory<byte> message)
    {
        message = default;
        return false;
    }
}

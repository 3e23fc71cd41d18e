using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Conversations;

/// <summary>
/// A client's side that talks when its time has come, whether the last answer is there or not. What it says is asked for from outside the
/// connection's loop, with <see cref="Say"/>. When the server says go, it says one thing by itself.
/// </summary>
internal sealed class TalkConversation : Conversation
{
    private readonly Meter _meter;
    private readonly byte[] _message;
    private bool _hasGo;

    /// <param name="meter">Where latencies go.</param>
    /// <param name="ballast">What the messages look like.</param>
    public TalkConversation(Meter meter, ReadOnlySpan<byte> ballast)
    {
        _meter = meter;
        _message = ballast.ToArray();
    }

    public override long Unanswered => Sent - Received;

    public override void Receive(ReadOnlyMemory<byte> message)
    {
        var header = MessageHeader.Read(message.Span);
        if (header.Number == MessageHeader.Go)
        {
            _hasGo = true;
            return;
        }
        if (header.Number != (int)Received) Wrong++;
        Received++;
        if (header.Time != 0) _meter.Record(header.Time);
    }

    public override bool TryNext(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (!_hasGo) return false;
        _hasGo = false;
        message = Say(time: 0);
        return true;
    }

    /// <summary>The next message.</summary>
    /// <param name="time">When it should be sent.</param>
    public ReadOnlyMemory<byte> Say(long time)
    {
        new MessageHeader(time, (int)Sent++).Write(_message);
        return _message;
    }
}

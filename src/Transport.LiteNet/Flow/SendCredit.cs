namespace Transport.LiteNet.Flow;

/// <summary>
/// How much the other end can still hold, by what it said. UDP has no flow control that reaches the sender's game, so the ends tell each other
/// what was taken. Not synchronised. Source: docs/wire-format.md, UDP section 5.2.
/// </summary>
internal sealed class SendCredit
{
    private long _windowBytes;
    private long _windowPackets;
    private long _sentBytes;
    private long _takenBytes;
    private long _takenPackets;

    /// <summary>How many reliable packets were sent in all.</summary>
    public long SentPackets { get; private set; }

    /// <summary>What the other end can hold at the most.</summary>
    public void Open(uint windowBytes, uint windowPackets) => (_windowBytes, _windowPackets) = (windowBytes, windowPackets);

    /// <summary>Whether a packet may be sent. A packet larger than the window may when all before it were taken.</summary>
    public bool Allows(int bytes)
    {
        if (_windowPackets == 0) return false;
        if (SentPackets == _takenPackets) return true;
        return SentPackets - _takenPackets < _windowPackets && _sentBytes - _takenBytes + bytes <= _windowBytes;
    }

    public void Sent(int bytes)
    {
        SentPackets++;
        _sentBytes += bytes;
    }

    /// <summary>False when the other end says that it took what was never sent.</summary>
    public bool TryRaise(long takenBytes, long takenPackets)
    {
        if (takenBytes > _sentBytes || takenPackets > SentPackets || takenBytes < _takenBytes || takenPackets < _takenPackets) return false;
        (_takenBytes, _takenPackets) = (takenBytes, takenPackets);
        return true;
    }
}

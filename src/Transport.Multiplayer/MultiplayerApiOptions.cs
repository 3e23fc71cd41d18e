using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer;

/// <summary>The limits of a <see cref="MultiplayerApi"/>. They are read when it is made, and later changes do nothing.</summary>
public sealed class MultiplayerApiOptions
{
    /// <summary>How the arguments of calls are written. All ends of a session need the same. Default MessagePack.</summary>
    public ArgumentEncoding Encoding { get; set; } = ArgumentEncoding.MessagePack;

    /// <summary>
    /// How long the caller of an answered method waits, unless the call says otherwise. Then its task ends with
    /// <see cref="TimeoutException"/>. <see cref="Timeout.InfiniteTimeSpan"/> is for ever. Default 10 s.
    /// </summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How deep lists and maps in arguments may be nested. A deeper one throws at the caller, and is refused by the called end. Default 64.
    /// </summary>
    public int MaxArgumentDepth { get; set; } = ArgumentWriter.DefaultMaxDepth;

    /// <summary>
    /// How many bytes of authentication one peer may send, all its packets together, until it is admitted. Beyond it the peer is disconnected.
    /// Default 16,384.
    /// </summary>
    public int MaxAuthBytes { get; set; } = 16_384;

    /// <summary>
    /// How many calls of one peer may wait here for their methods to complete. Further ones are refused with
    /// <see cref="RpcErrorCode.Busy"/>. Default 256.
    /// </summary>
    public int MaxUnansweredCalls { get; set; } = 256;

    /// <summary>
    /// How many ids for paths one peer may give. Further ones are not confirmed; calls then keep carrying their path. Default 4096.
    /// </summary>
    public int MaxPaths { get; set; } = 4096;

    /// <summary>How many peers a server may announce to its clients; a client passes over further ones. Default 65,536.</summary>
    public int MaxRelayedPeers { get; set; } = 65_536;

    /// <summary>How many calls one peer may make. Default null: no limit.</summary>
    public PeerBudget? CallBudget { get; set; }

    /// <summary>How many bytes one peer may send, of packets for this end and of packets to be relayed. Default null: no limit.</summary>
    public PeerBudget? ByteBudget { get; set; }

    /// <summary>
    /// How many packets and calls of one peer may be such that they are not understood. Default 100 per second and 1000 at once, and whoever
    /// sends more is disconnected.
    /// </summary>
    public PeerBudget? FaultBudget { get; set; } = new(perSecond: 100, burst: 1000, BudgetAction.Disconnect);

    internal void Check()
    {
        if (Encoding is null) throw new ArgumentException("An encoding is needed.", nameof(Encoding));
        if (AnswerTimeout <= TimeSpan.Zero && AnswerTimeout != Timeout.InfiniteTimeSpan) throw Positive(nameof(AnswerTimeout), AnswerTimeout);
        CheckPositive(MaxArgumentDepth, nameof(MaxArgumentDepth));
        CheckPositive(MaxAuthBytes, nameof(MaxAuthBytes));
        CheckPositive(MaxUnansweredCalls, nameof(MaxUnansweredCalls));
        CheckPositive(MaxPaths, nameof(MaxPaths));
        CheckPositive(MaxRelayedPeers, nameof(MaxRelayedPeers));
    }

    /// <summary>By <see cref="PeerBudgetKind"/>.</summary>
    internal PeerBudget?[] Budgets() => [CallBudget, ByteBudget, FaultBudget];

    private static void CheckPositive(int value, string option)
    {
        if (value < 1) throw Positive(option, value);
    }

    private static ArgumentOutOfRangeException Positive(string option, object value) =>
        new(option, value, $"{option} has to be above zero.");
}

using System.Globalization;
using System.Text;

namespace Transport.Testing;

/// <summary>
/// What a <see cref="SimulatedNetwork"/> does to packets on their way, in one direction of a link. Immutable: another one takes its place,
/// at any time, as in <c>network.Conditions = NetworkConditions.Mobile with { Loss = 0.1 }</c>. The default does nothing.
/// </summary>
/// <remarks>
/// What may be lost, repeated or overtaken follows from the mode that the receiver is shown: over a carrier that cannot be unreliable
/// (WebSocket) every packet is reliable here as well. Corruption is not simulated: carriers check what they carry.
/// </remarks>
public sealed partial record NetworkConditions
{
    private static readonly TimeSpan MostTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastRetransmissionDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a packet is on its way: one direction, half of a round trip. 0 to 1 hour. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public TimeSpan Latency
    {
        get;
        init => field = Time(value, nameof(Latency));
    }

    /// <summary>
    /// The most by which a packet is faster or slower than <see cref="Latency"/>, drawn for each evenly. A packet does not overtake the one
    /// before it by jitter. 0 to 1 hour. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public TimeSpan Jitter
    {
        get;
        init => field = Time(value, nameof(Jitter));
    }

    /// <summary>
    /// The share of packets that is lost, 0 to 1. Unreliable ones are gone. A reliable one arrives later by
    /// <see cref="RetransmissionDelay"/>, and once more for each time that it is lost again, up to 10 times; what follows on its channel waits
    /// for it. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public double Loss
    {
        get;
        init => field = Share(value, nameof(Loss));
    }

    /// <summary>
    /// The share of <see cref="TransferMode.Unreliable"/> packets that arrives twice, the second time up to <see cref="ReorderingDelay"/>
    /// later, 0 to 1. No other mode shows a packet twice. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public double Duplication
    {
        get;
        init => field = Share(value, nameof(Duplication));
    }

    /// <summary>
    /// The share of unreliable packets that is held up by up to <see cref="ReorderingDelay"/>, so that later ones overtake it, 0 to 1. In mode
    /// <see cref="TransferMode.UnreliableOrdered"/> one that was overtaken on its channel is dropped, as the mode promises. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public double Reordering
    {
        get;
        init => field = Share(value, nameof(Reordering));
    }

    /// <summary>The most by which <see cref="Reordering"/> holds a packet up, drawn for each evenly. 0 to 1 hour. Default 50 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public TimeSpan ReorderingDelay
    {
        get;
        init => field = Time(value, nameof(ReorderingDelay));
    } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How much later a reliable packet arrives for each time that it was lost. 0 to 1 hour. Null, the default, is what a retransmission
    /// takes at least, a round trip: twice the latency and four times the jitter, and no less than 50 ms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in this range.</exception>
    public TimeSpan? RetransmissionDelay
    {
        get;
        init => field = value is { } time ? Time(time, nameof(RetransmissionDelay)) : null;
    }

    /// <summary>
    /// How many payload bytes pass in a second; what comes faster waits in line before its latency begins. At least 1. Null, the default,
    /// is no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? BytesPerSecond
    {
        get;
        init => field = value is null or >= 1 ? value : throw OutOfRange(nameof(BytesPerSecond), value, "at least 1, or null for no limit");
    }

    /// <summary>
    /// How many bytes may wait in line for <see cref="BytesPerSecond"/>. An unreliable packet that finds no room there is dropped, unless
    /// nothing waits; a reliable one waits nevertheless. At least 1. Default 65,536.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int QueueBytes
    {
        get;
        init => field = value >= 1 ? value : throw OutOfRange(nameof(QueueBytes), value, "at least 1");
    } = 65_536;

    /// <summary>
    /// Whether nothing arrives at all, and nobody is told: a link of which this is true in one direction is half open. Unreliable packets
    /// are gone, reliable ones arrive when it is over. When it lasts for <see cref="SimulatedMultiplayerPeerOptions.SilenceLimit"/> the
    /// receiver takes the link for dead. Default false.
    /// </summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether packets pass as if there were no simulation.</summary>
    public bool IsPerfect =>
        Latency == TimeSpan.Zero && Jitter == TimeSpan.Zero && Loss == 0 && Duplication == 0 && Reordering == 0 && BytesPerSecond is null && !IsSilent;

    /// <summary><see cref="RetransmissionDelay"/>, or what stands for it.</summary>
    internal TimeSpan EffectiveRetransmissionDelay =>
        RetransmissionDelay ?? Longer((2 * Latency) + (4 * Jitter), LeastRetransmissionDelay);

    /// <summary>What is not as on a perfect network: <c>latency 40 ms ± 20 ms, loss 1%</c>.</summary>
    public override string ToString()
    {
        if (IsPerfect) return "perfect";
        var text = new StringBuilder();
        if (Latency > TimeSpan.Zero || Jitter > TimeSpan.Zero) Add(text, $"latency {Latency.TotalMilliseconds} ms");
        if (Jitter > TimeSpan.Zero) text.Append(Invariant($" ± {Jitter.TotalMilliseconds} ms"));
        if (Loss > 0) Add(text, $"loss {Loss * 100:0.###}%");
        if (Duplication > 0) Add(text, $"duplication {Duplication * 100:0.###}%");
        if (Reordering > 0) Add(text, $"reordering {Reordering * 100:0.###}% by up to {ReorderingDelay.TotalMilliseconds} ms");
        if (BytesPerSecond is { } rate) Add(text, $"{rate} bytes per second");
        if (IsSilent) Add(text, $"silent");
        return text.ToString();
    }

    private static void Add(StringBuilder text, FormattableString part)
    {
        if (text.Length > 0) text.Append(", ");
        text.Append(Invariant(part));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Time(TimeSpan value, string property) =>
        value >= TimeSpan.Zero && value <= MostTime ? value : throw OutOfRange(property, value, "0 to 1 hour");

    private static double Share(double value, string property) =>
        value is >= 0 and <= 1 ? value : throw OutOfRange(property, value, "a share, 0 to 1");

    private static ArgumentOutOfRangeException OutOfRange(string property, object? value, string range) =>
        new(property, value, Invariant($"{property} is {range}; this is {value}."));
}

namespace Transport.Testing.Simulation;

/// <summary>The options of one peer, checked and kept.</summary>
internal sealed class LinkLimits
{
    public LinkLimits(SimulatedMultiplayerPeerOptions options)
    {
        InboundBytes = AtLeastOne(options.InboundQueueBytes, nameof(options.InboundQueueBytes));
        InboundPackets = AtLeastOne(options.InboundQueuePackets, nameof(options.InboundQueuePackets));
        InFlightBytes = AtLeastOne(options.InFlightBytes, nameof(options.InFlightBytes));
        InFlightPackets = AtLeastOne(options.InFlightPackets, nameof(options.InFlightPackets));
        SilenceLimit = options.SilenceLimit > TimeSpan.Zero
            ? options.SilenceLimit
            : throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(options.SilenceLimit)} must be above zero, and is {options.SilenceLimit}.");
    }

    public int InboundBytes { get; }

    public int InboundPackets { get; }

    public int InFlightBytes { get; }

    public int InFlightPackets { get; }

    public TimeSpan SilenceLimit { get; }

    private static int AtLeastOne(int value, string option) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(option, value, $"{option} must be at least 1.");
}

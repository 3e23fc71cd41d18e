namespace Transport.Loopback;

/// <summary>The options of one peer, checked and kept.</summary>
internal sealed class LoopbackLimits
{
    public LoopbackLimits(LoopbackOptions options)
    {
        MaxPacketBytes = AtLeastOne(options.MaxPacketBytes, nameof(options.MaxPacketBytes));
        InboundBytes = Math.Max(MaxPacketBytes, AtLeastOne(options.InboundQueueBytes, nameof(options.InboundQueueBytes)));
        InboundPackets = AtLeastOne(options.InboundQueuePackets, nameof(options.InboundQueuePackets));
        OutboundBytes = Math.Max(MaxPacketBytes, AtLeastOne(options.OutboundQueueBytes, nameof(options.OutboundQueueBytes)));
        OutboundPackets = AtLeastOne(options.OutboundQueuePackets, nameof(options.OutboundQueuePackets));
        MaxClients = options.MaxClients is { } clients ? AtLeastOne(clients, nameof(options.MaxClients)) : int.MaxValue;
        CloseDrainTimeout = options.CloseDrainTimeout > TimeSpan.Zero
            ? options.CloseDrainTimeout
            : throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(options.CloseDrainTimeout)} must be above zero, and is {options.CloseDrainTimeout}.");
    }

    public int MaxPacketBytes { get; }

    public int InboundBytes { get; }

    public int InboundPackets { get; }

    public int OutboundBytes { get; }

    public int OutboundPackets { get; }

    public int MaxClients { get; }

    public TimeSpan CloseDrainTimeout { get; }

    private static int AtLeastOne(int value, string option) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(option, value, $"{option} must be at least 1.");
}

namespace Transport.ContractTests;

/// <summary>The limits that a test asks of a peer. A carrier applies those that it has.</summary>
public sealed record CarrierLimits
{
    /// <summary>The defaults of the contract.</summary>
    public static CarrierLimits Default { get; } = new();

    /// <summary>Small enough to reach every edge in a few packets.</summary>
    public static CarrierLimits Small { get; } = new()
    {
        MaxPacketBytes = 1024,
        InboundBytes = 4096,
        InboundPackets = 16,
        OutboundBytes = 8192,
        OutboundPackets = 32,
    };

    public int MaxPacketBytes { get; init; } = 65_535;

    public int InboundBytes { get; init; } = 65_535;

    public int InboundPackets { get; init; } = 4096;

    public int OutboundBytes { get; init; } = 1024 * 1024;

    public int OutboundPackets { get; init; } = 16_384;

    public int? MaxClients { get; init; }
}

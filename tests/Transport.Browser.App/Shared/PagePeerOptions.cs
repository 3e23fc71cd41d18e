namespace Transport.Browser.App.Shared;

/// <summary>How a page's peer is made, and who polls it. What is null is as by default.</summary>
internal sealed record PagePeerOptions
{
    /// <summary>Polled once per frame of the page; else after each wait for activity.</summary>
    public bool IsPolledInFrames { get; init; }

    /// <summary>Whether packets are taken after each poll.</summary>
    public bool TakesPackets { get; init; } = true;

    /// <summary>Whether each packet that is taken is sent back.</summary>
    public bool Echoes { get; init; }

    public string[] Protocols { get; init; } = [];

    public int? InboundQueuePackets { get; init; }

    public int? OutboundQueuePackets { get; init; }

    public int? MaxMessageBytes { get; init; }

    public double? HandshakeSeconds { get; init; }
}

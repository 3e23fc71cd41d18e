namespace Transport.Browser.App;

/// <summary>How a page's peer is made, and who polls it. What is null is as by default.</summary>
internal sealed record PagePeerOptions(
    bool IsPolledInFrames,
    string[]? Protocols,
    int? InboundQueuePackets,
    int? OutboundQueuePackets,
    int? MaxMessageBytes,
    double? HandshakeSeconds);

namespace Transport.LiteNet.Endpoints;

/// <summary>Where a connection stands.</summary>
internal enum Phase
{
    /// <summary>The address is proved; the id is on its way, or its confirmation.</summary>
    Joining,

    /// <summary>One with a peer.</summary>
    Open,

    /// <summary>This end has closed. What was queued still goes.</summary>
    Draining,

    /// <summary>This end's close is sent; the other end's answer is awaited.</summary>
    Closing,

    /// <summary>The other end has closed. What it sent before is still on its way.</summary>
    Ending,

    /// <summary>The last word is said; LiteNetLib repeats it until the other end has it.</summary>
    Parting,

    /// <summary>Nothing is left of it.</summary>
    Gone,
}

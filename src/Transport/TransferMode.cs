namespace Transport;

/// <summary>
/// How a packet travels. A carrier that cannot be unreliable (WebSocket, loopback) delivers every mode reliably and in order.
/// Source: Godot <c>MultiplayerPeer.TransferMode</c>, same values.
/// </summary>
public enum TransferMode
{
    /// <summary>May be lost, repeated by the network or arrive out of order; costs the least.</summary>
    Unreliable = 0,

    /// <summary>May be lost; one that is older than the newest arrived on its channel is dropped.</summary>
    UnreliableOrdered = 1,

    /// <summary>Arrives once, and in the order of sending within its channel. The default.</summary>
    Reliable = 2,
}

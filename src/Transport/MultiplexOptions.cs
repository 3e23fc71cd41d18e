namespace Transport;

/// <summary>
/// The options of a <see cref="MultiplexMultiplayerPeer"/>; those of its members are their own. They are read when the peer is made, and
/// later changes do nothing.
/// </summary>
public sealed class MultiplexOptions
{
    /// <summary>
    /// How many peers a server takes over all its members. When they are there the members refuse; one that a member has let in meanwhile is
    /// disconnected with <see cref="CloseCode.PolicyViolation"/> and never told connected. Null, the default, is no limit beyond the members' own.
    /// </summary>
    public int? MaxClients { get; set; }

    /// <summary>
    /// How long a client's attempt by one member goes on alone; then the next member begins beside it. At once when it has failed. Zero for all
    /// members at once. Default 1.5 seconds. The idea is that of RFC 8305.
    /// </summary>
    public TimeSpan FallbackDelay { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a client tries in all, whatever its members' own times are; longer than <see cref="FallbackDelay"/>. Default 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

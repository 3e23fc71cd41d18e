using System.Net;

namespace Transport.LiteNet;

/// <summary>
/// Limits and habits of a <see cref="LiteNetMultiplayerPeer"/>. Read at a start; later changes count for the next one. Sizes are in bytes of
/// payload unless said otherwise.
/// </summary>
public class LiteNetMultiplayerPeerOptions
{
    /// <summary>The most channels there can be; LiteNetLib has 64, and one is this library's own.</summary>
    public const int MaxChannelsCount = 63;

    /// <summary>
    /// The largest reliable packet. Sending a larger one throws; receiving one ends the connection with 1009. Unreliable packets have to fit into
    /// one datagram, see <see cref="LiteNetMultiplayerPeer.MaxPacketSize"/>. Default 65,535.
    /// </summary>
    public int MaxPacketBytes { get; set; } = 65_535;

    /// <summary>
    /// How much may be received from a peer and not yet taken. Beyond it reliable packets wait at the sender, and unreliable ones are dropped. A packet
    /// up to <see cref="MaxPacketBytes"/> is always let through when nothing else is waiting. Default 65,535.
    /// </summary>
    public int InboundQueueBytes { get; set; } = 65_535;

    /// <summary>How many packets may be received from a peer and not yet taken. Default 4096.</summary>
    public int InboundQueuePackets { get; set; } = 4096;

    /// <summary>How much may be queued to a peer and not yet sent, with a few bytes for each packet; for reliable and for unreliable packets each. Default 1,048,576.</summary>
    public int OutboundQueueBytes { get; set; } = 1 << 20;

    /// <summary>How many packets may be queued to a peer and not yet sent, for reliable and for unreliable ones each. Default 16,384.</summary>
    public int OutboundQueuePackets { get; set; } = 16_384;

    /// <summary>
    /// How many channels there are, 1 to <see cref="MaxChannelsCount"/>: 0 to one less. Both ends need the same number; a client with another one is
    /// refused. Each is a lane of its own: what is lost on one does not hold up the others. Default 8. Source: Godot <c>create_server</c>, <c>max_channels</c>.
    /// </summary>
    public int ChannelsCount { get; set; } = 8;

    /// <summary>How many clients a server lets in at once; further ones are refused with 503. Default null: no limit. Source: Godot <c>create_server</c>, <c>max_clients</c>.</summary>
    public int? MaxClients { get; set; }

    /// <summary>How many clients may have proved their address and not yet confirmed their id; further ones are refused with 503. Default 1024.</summary>
    public int MaxPendingHandshakes { get; set; } = 1024;

    /// <summary>How many of them may come from one address. Default 64.</summary>
    public int MaxPendingHandshakesPerAddress { get; set; } = 64;

    /// <summary>How long the way from the start to the id may take in all, the name look-up included. Default 3 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a close waits for the remote's answer, once it was sent. Default 2 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a close may take to send what was queued before it. Default 5 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often this end pings, without being polled. The round trip that is measured decides when a lost datagram is sent again, and the way through a
    /// router is kept open, so it is more often than over WebSocket. Default 1 s.
    /// </summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing at all may be heard until a connection is taken for dead. Default 30 s, as over WebSocket.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How datagrams are encrypted; both ends need the same. Default null: not at all.</summary>
    public LiteNetSecurity? Security { get; set; }

    /// <summary>How a client finds the addresses of a name.</summary>
    internal Func<string, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    /// <summary>The values as they are now.</summary>
    internal LiteNetMultiplayerPeerOptions Clone() => (LiteNetMultiplayerPeerOptions)MemberwiseClone();

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">Which one, and why.</exception>
    internal void Check()
    {
        CheckPositive(MaxPacketBytes, nameof(MaxPacketBytes));
        CheckPositive(InboundQueueBytes, nameof(InboundQueueBytes));
        CheckPositive(InboundQueuePackets, nameof(InboundQueuePackets));
        CheckPositive(OutboundQueueBytes, nameof(OutboundQueueBytes));
        CheckPositive(OutboundQueuePackets, nameof(OutboundQueuePackets));
        if (ChannelsCount is < 1 or > MaxChannelsCount)
            throw new ArgumentOutOfRangeException(nameof(ChannelsCount), ChannelsCount, $"It is 1 to {MaxChannelsCount}.");
        if (MaxClients is { } clients) CheckPositive(clients, nameof(MaxClients));
        CheckPositive(MaxPendingHandshakes, nameof(MaxPendingHandshakes));
        CheckPositive(MaxPendingHandshakesPerAddress, nameof(MaxPendingHandshakesPerAddress));
        CheckTime(HandshakeTimeout, nameof(HandshakeTimeout));
        CheckTime(CloseTimeout, nameof(CloseTimeout));
        CheckTime(DrainTimeout, nameof(DrainTimeout));
        CheckTime(PingInterval, nameof(PingInterval));
        CheckTime(SilenceLimit, nameof(SilenceLimit));
        if (SilenceLimit <= PingInterval)
            throw new ArgumentOutOfRangeException(nameof(SilenceLimit), SilenceLimit, $"It must be longer than {nameof(PingInterval)} ({PingInterval}).");
    }

    private static void CheckPositive(int value, string name)
    {
        if (value <= 0) throw new ArgumentOutOfRangeException(name, value, "It must be at least 1.");
    }

    // LiteNetLib counts in whole milliseconds, in 32 bits.
    private static void CheckTime(TimeSpan value, string name)
    {
        if (value < TimeSpan.FromMilliseconds(1)) throw new ArgumentOutOfRangeException(name, value, "It must be at least a millisecond.");
        if (value.TotalMilliseconds > int.MaxValue) throw new ArgumentOutOfRangeException(name, value, "It must be less than 24 days.");
    }
}

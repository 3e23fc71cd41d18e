namespace Transport.AspNetCore.Limits;

/// <summary>What limits joins before any session is asked. Thread-safe.</summary>
internal sealed class JoinLimits(MultiplayerOptions options, TimeProvider time)
{
    public TokenBucket Handshakes { get; } = new(options.MaxHandshakesPerSecond, options.MaxHandshakesPerSecond, time);

    public AddressPlaces Addresses { get; } = new(options.MaxPeersPerAddress);
}

using Microsoft.Extensions.Logging;

namespace Transport.Testing;

/// <summary>What a simulated network logs. Event ids 1500 to 1599.</summary>
internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Information, "simulated network with seed {Seed}")]
    public static partial void NetworkMade(ILogger logger, int seed);

    [LoggerMessage(1501, LogLevel.Information, "simulated network: conditions of {What}: {Conditions}")]
    public static partial void ConditionsChanged(ILogger logger, string what, object conditions);

    [LoggerMessage(1502, LogLevel.Information, "simulated network: {Count} peers are cut off")]
    public static partial void Partitioned(ILogger logger, int count);

    [LoggerMessage(1503, LogLevel.Information, "simulated network: {Count} peers are no longer cut off")]
    public static partial void Healed(ILogger logger, int count);

    [LoggerMessage(1504, LogLevel.Information, "{Carrier}: the link with peer {Peer} was cut on purpose")]
    public static partial void LinkCut(ILogger logger, string carrier, int peer);

    [LoggerMessage(1505, LogLevel.Information, "{Carrier}: nothing arrived from peer {Peer} for too long")]
    public static partial void LinkTimedOut(ILogger logger, string carrier, int peer);
}

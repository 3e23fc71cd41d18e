using Microsoft.Extensions.Logging;

namespace Transport.Diagnostics;

/// <summary>What every carrier logs alike. Event ids 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "{Carrier}: peer {Peer} connected")]
    public static partial void PeerConnected(ILogger logger, string carrier, int peer);

    [LoggerMessage(1001, LogLevel.Information, "{Carrier}: peer {Peer} disconnected: {Info}")]
    public static partial void PeerDisconnected(ILogger logger, string carrier, int peer, DisconnectInfo info);

    [LoggerMessage(1002, LogLevel.Warning, "{Carrier}: connection failed: {Info}")]
    public static partial void ConnectionFailed(ILogger logger, string carrier, DisconnectInfo info);
}

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

    [LoggerMessage(1003, LogLevel.Warning, "{Carrier}: the member {Member} failed: {Info}")]
    public static partial void MemberFailed(ILogger logger, string carrier, string member, DisconnectInfo info);

    [LoggerMessage(1004, LogLevel.Debug, "{Carrier}: trying the member {Member}")]
    public static partial void MemberTried(ILogger logger, string carrier, string member);

    [LoggerMessage(1005, LogLevel.Information, "{Carrier}: connected by the member {Member}")]
    public static partial void MemberChosen(ILogger logger, string carrier, string member);

    [LoggerMessage(1006, LogLevel.Information, "{Carrier}: peer {Peer} of the member {Member} was turned away: {Reason}")]
    public static partial void PeerTurnedAway(ILogger logger, string carrier, int peer, string member, string reason);
}

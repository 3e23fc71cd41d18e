using System.Net;
using Microsoft.Extensions.Logging;

namespace Transport.LiteNet;

/// <summary>What the UDP carrier logs. Event ids 1200 to 1299.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Information, "litenet: handshake with {Remote} ended: {Info}")]
    public static partial void HandshakeEnded(ILogger logger, IPEndPoint? remote, DisconnectInfo info);

    [LoggerMessage(1201, LogLevel.Debug, "litenet: connection with {Remote} ended: {Info}")]
    public static partial void ConnectionEnded(ILogger logger, IPEndPoint? remote, DisconnectInfo info);

    [LoggerMessage(1202, LogLevel.Error, "litenet: a fault of this library while it handled what came from {Remote}")]
    public static partial void Fault(ILogger logger, Exception exception, IPEndPoint? remote);

    [LoggerMessage(1203, LogLevel.Warning, "litenet: IPv6 is off: this version of LiteNetLib keeps its socket elsewhere")]
    public static partial void NoIPv6(ILogger logger);
}

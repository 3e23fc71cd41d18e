using System.Net;
using Microsoft.Extensions.Logging;

namespace Transport.WebSockets;

/// <summary>What the WebSocket carrier logs. Event ids 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Debug, "websocket: connection with {Remote} ended: {Info}")]
    public static partial void ConnectionEnded(ILogger logger, IPEndPoint? remote, DisconnectInfo info);

    [LoggerMessage(1101, LogLevel.Information, "websocket: handshake with {Remote} ended: {Info}")]
    public static partial void HandshakeEnded(ILogger logger, IPEndPoint? remote, DisconnectInfo info);

    [LoggerMessage(1102, LogLevel.Warning, "websocket: turned away a connection: too many handshakes at once")]
    public static partial void TooManyHandshakes(ILogger logger);
}

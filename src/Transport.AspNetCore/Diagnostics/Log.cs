using System.Net;
using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Diagnostics;

/// <summary>What the host of sessions logs. Event ids 1400 to 1499.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Information, "{Game}: session {Session} begins")]
    public static partial void SessionBegins(ILogger logger, string game, string session);

    [LoggerMessage(1401, LogLevel.Information, "{Game}: session {Session} has ended: {Reason}")]
    public static partial void SessionEnded(ILogger logger, string game, string session, SessionEndReason reason);

    [LoggerMessage(1402, LogLevel.Debug, "{Game}: session {Session}: peer {Peer} comes from {Remote}, request {TraceIdentifier}")]
    public static partial void PeerComes(ILogger logger, string game, string session, int peer, IPEndPoint? remote, string traceIdentifier);

    [LoggerMessage(1403, LogLevel.Information, "{Game}: session {Session}: {Remote} was refused with {Status}: {Text}")]
    public static partial void JoinRefused(ILogger logger, string game, string session, IPEndPoint? remote, int status, string text);

    [LoggerMessage(1404, LogLevel.Warning, "{Game}: {Count} more refusals were not logged")]
    public static partial void RefusalsNotLogged(ILogger logger, string game, long count);

    [LoggerMessage(1405, LogLevel.Error, "{Game}: session {Session}: the game threw")]
    public static partial void GameThrew(ILogger logger, Exception exception, string game, string session);

    [LoggerMessage(1406, LogLevel.Warning, "{Game}: {Count} more exceptions of the game were not logged")]
    public static partial void ExceptionsNotLogged(ILogger logger, string game, long count);

    [LoggerMessage(1407, LogLevel.Warning, "{Game}: session {Session}: {Method} took longer than {Limit}, and is no longer waited for")]
    public static partial void GameTookTooLong(ILogger logger, string game, string session, string method, TimeSpan limit);

    [LoggerMessage(1408, LogLevel.Information, "{Game}: going down with {Sessions} sessions")]
    public static partial void GoingDown(ILogger logger, string game, int sessions);

    [LoggerMessage(1409, LogLevel.Information, "{Game}: all sessions have ended")]
    public static partial void AllEnded(ILogger logger, string game);

    [LoggerMessage(1410, LogLevel.Warning, "{Game}: {Sessions} sessions have not ended in time, and are cut")]
    public static partial void SessionsCut(ILogger logger, string game, int sessions);
}

using Transport.AspNetCore;

namespace ConnectFour.Server;

/// <summary>What the server tells of its matches.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Match}: {What}")]
    public static partial void Happened(ILogger logger, string match, string what);

    [LoggerMessage(2, LogLevel.Information, "{Match} is over: {Reason}")]
    public static partial void Ended(ILogger logger, string match, SessionEndReason reason);
}

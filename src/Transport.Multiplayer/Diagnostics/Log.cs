using Microsoft.Extensions.Logging;

namespace Transport.Multiplayer.Diagnostics;

/// <summary>What the api logs. Event ids 1300 to 1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Debug, "Peer {Peer} authenticates")]
    public static partial void Authenticating(ILogger logger, int peer);

    [LoggerMessage(1301, LogLevel.Debug, "Peer {Peer} is in the session")]
    public static partial void Admitted(ILogger logger, int peer);

    [LoggerMessage(1302, LogLevel.Warning, "Peer {Peer} was not authenticated: {Info}")]
    public static partial void AuthenticationFailed(ILogger logger, int peer, DisconnectInfo info);

    [LoggerMessage(1303, LogLevel.Error, "The authentication callback threw for peer {Peer}")]
    public static partial void AuthenticationThrew(ILogger logger, Exception exception, int peer);

    [LoggerMessage(1304, LogLevel.Warning, "{Failure}")]
    public static partial void CallFailed(ILogger logger, CallFailure failure);

    [LoggerMessage(1305, LogLevel.Error, "{Failure}")]
    public static partial void CallThrew(ILogger logger, Exception exception, CallFailure failure);

    [LoggerMessage(1306, LogLevel.Warning, "{Count} more failures of packets and calls were not logged")]
    public static partial void FailuresNotLogged(ILogger logger, long count);

    [LoggerMessage(1307, LogLevel.Warning, "{Mismatch}")]
    public static partial void MethodsDiffer(ILogger logger, MethodMismatch mismatch);

    [LoggerMessage(1308, LogLevel.Warning, "Peer {Peer} is over its budget of {Kind}: {Action}")]
    public static partial void OverBudget(ILogger logger, int peer, PeerBudgetKind kind, BudgetAction action);
}

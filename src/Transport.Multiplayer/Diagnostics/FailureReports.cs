using Microsoft.Extensions.Logging;
using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Diagnostics;

/// <summary>
/// Where everything goes that a peer did wrong: it is counted, told by an event, logged so often and not oftener, and charged to the peer.
/// </summary>
internal sealed class FailureReports(SessionEvents events, BudgetKeeper budgets, SessionClock clock, ILogger logger)
{
    // A burst shows what happens; a flood must not fill the log.
    private static readonly PeerBudget LogBudget = new(perSecond: 5, burst: 20);

    private TokenBucket _log = new(LogBudget, clock.Now);
    private long _notLogged;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Whether anybody looks at texts now. To write them for nobody would be work that a flood of packets makes.</summary>
    public bool WantsText => !events.CallFailed.IsEmpty || logger.IsEnabled(LogLevel.Warning);

    public void Report(Member caller, CallFailure failure)
    {
        Count++;
        MultiplayerMetrics.CallFailed(failure.Method ?? "", failure.Reason);
        Write(failure);
        SessionEvents.Raise(events.CallFailed, failure);
        if (IsFault(failure.Reason)) budgets.Allows(caller, PeerBudgetKind.Faults, units: 1);
    }

    /// <summary>A packet from somebody who is no member.</summary>
    public void ReportStranger(int peer, string text)
    {
        Count++;
        var failure = new CallFailure(peer, CallFailureReason.Malformed, text: text);
        MultiplayerMetrics.CallFailed("", failure.Reason);
        Write(failure);
        SessionEvents.Raise(events.CallFailed, failure);
    }

    // What no peer sends that means well. Objects come and go, and two versions may differ in a method: these are none.
    private static bool IsFault(CallFailureReason reason) =>
        reason is CallFailureReason.Malformed or CallFailureReason.InvalidArguments;

    private void Write(CallFailure failure)
    {
        if (!_log.TryTake(1, clock.Now))
        {
            _notLogged++;
            return;
        }
        if (_notLogged > 0) Log.FailuresNotLogged(logger, _notLogged);
        _notLogged = 0;
        if (failure.Exception is { } exception) Log.CallThrew(logger, exception, failure);
        else Log.CallFailed(logger, failure);
    }
}

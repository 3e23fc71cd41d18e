using System.Diagnostics.Metrics;

namespace Transport.Multiplayer.Diagnostics;

/// <summary>The api's part of the meter <c>Transport</c>. Names and tags are documented in docs/guide/metrics.md.</summary>
internal static class MultiplayerMetrics
{
    private const string Ok = "Ok";

    private static readonly Meter Meter = new("Transport");

    private static readonly Counter<long> CallsSent =
        Meter.CreateCounter<long>("transport.calls.sent", "{call}", "Calls sent, once for each call whoever many receive it.");

    private static readonly Counter<long> CallsReceived =
        Meter.CreateCounter<long>("transport.calls.received", "{call}", "Calls received, by what came of them.");

    private static readonly Counter<long> Answers =
        Meter.CreateCounter<long>("transport.answers", "{answer}", "Ends of awaited calls, by what they ended with.");

    private static readonly Counter<long> Relayed =
        Meter.CreateCounter<long>("transport.packets.relayed", "{packet}", "Packets that a server passed from a client to others.");

    private static readonly Counter<int> AuthenticationFailures =
        Meter.CreateCounter<int>("transport.authentication_failures", "{peer}", "Peers that were not admitted, by reason.");

    private static readonly Counter<long> OverBudget =
        Meter.CreateCounter<long>("transport.over_budget", "{packet}", "Packets and calls of peers above their budget, by kind and action.");

    public static void CallSent(string method)
    {
        if (CallsSent.Enabled) CallsSent.Add(1, Tag("transport.method", method));
    }

    public static void CallReceived(string method)
    {
        if (CallsReceived.Enabled) CallsReceived.Add(1, Tag("transport.method", method), Tag("transport.outcome", Ok));
    }

    public static void CallFailed(string method, CallFailureReason reason)
    {
        if (CallsReceived.Enabled) CallsReceived.Add(1, Tag("transport.method", method), Tag("transport.outcome", reason.ToString()));
    }

    public static void Answered(string method, string outcome)
    {
        if (Answers.Enabled) Answers.Add(1, Tag("transport.method", method), Tag("transport.outcome", outcome));
    }

    public static void PacketRelayed()
    {
        if (Relayed.Enabled) Relayed.Add(1);
    }

    public static void AuthenticationFailed(DisconnectReason reason)
    {
        if (AuthenticationFailures.Enabled) AuthenticationFailures.Add(1, Tag("transport.reason", reason.ToString()));
    }

    public static void BudgetExceeded(PeerBudgetKind kind, BudgetAction action)
    {
        if (OverBudget.Enabled) OverBudget.Add(1, Tag("transport.budget", kind.ToString()), Tag("transport.action", action.ToString()));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

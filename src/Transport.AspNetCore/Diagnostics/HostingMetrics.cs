using System.Diagnostics.Metrics;

namespace Transport.AspNetCore.Diagnostics;

/// <summary>The host's part of the meter <c>Transport</c>. Names and tags are documented in docs/guide/metrics.md.</summary>
internal static class HostingMetrics
{
    private static readonly Meter Meter = new("Transport");

    private static readonly UpDownCounter<int> Sessions =
        Meter.CreateUpDownCounter<int>("transport.sessions", "{session}", "Sessions hosted now.");

    private static readonly Counter<int> Ends =
        Meter.CreateCounter<int>("transport.session.ends", "{session}", "Sessions that have ended, by reason.");

    private static readonly Counter<int> Joins =
        Meter.CreateCounter<int>("transport.session.joins", "{join}", "Requests to join a session, by the HTTP status of the answer.");

    private static readonly Counter<int> Errors =
        Meter.CreateCounter<int>("transport.session.errors", "{exception}", "Exceptions of the game's code in a session.");

    private static readonly Histogram<double> Rounds = Meter.CreateHistogram<double>(
        "transport.session.round.duration", "s", "How long a session's loop works at a time: what has come, calls, tick.");

    private static readonly Histogram<double> RoundTrips =
        Meter.CreateHistogram<double>("transport.peer.round_trip_time", "s", "The latest round trip of each peer, sampled.");

    private static readonly Histogram<int> Queues =
        Meter.CreateHistogram<int>("transport.peer.queued_bytes", "By", "What is queued to each peer and not yet written, sampled.");

    public static bool IsMeasuringRounds => Rounds.Enabled;

    public static bool IsSampling => RoundTrips.Enabled || Queues.Enabled;

    public static void SessionBegan(string game) => Sessions.Add(1, Game(game));

    public static void SessionEnded(string game, SessionEndReason reason)
    {
        Sessions.Add(-1, Game(game));
        if (Ends.Enabled) Ends.Add(1, Game(game), Tag("transport.end", reason.ToString()));
    }

    public static void Joined(string game, int status)
    {
        if (Joins.Enabled) Joins.Add(1, Game(game), Tag("http.response.status_code", status));
    }

    public static void Threw(string game, Exception exception)
    {
        if (Errors.Enabled) Errors.Add(1, Game(game), Tag("error.type", exception.GetType().FullName));
    }

    public static void Round(string game, TimeSpan duration) => Rounds.Record(duration.TotalSeconds, Game(game));

    public static void Sample(string game, string carrier, PeerStatistics statistics)
    {
        if (statistics.RoundTripTime is { } roundTrip) RoundTrips.Record(roundTrip.TotalSeconds, Game(game), Tag("transport.carrier", carrier));
        Queues.Record(statistics.QueuedBytes, Game(game), Tag("transport.carrier", carrier));
    }

    private static KeyValuePair<string, object?> Game(string game) => Tag("transport.game", game);

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}

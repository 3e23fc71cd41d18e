using ConnectFour.Matches;
using Transport.AspNetCore;

namespace ConnectFour.Server;

/// <summary>What can be asked about matches by HTTP.</summary>
internal static class MatchList
{
    /// <summary><c>/matches</c>: those that somebody is in.</summary>
    public static async Task<IResult> GetAsync(MultiplayerSessions<MatchSession> matches)
    {
        var summaries = await Task.WhenAll(matches.All.Select(SummariseAsync));
        MatchSummary[] found = [.. summaries.OfType<MatchSummary>().Where(IsSeen).OrderBy(static match => match.Name, StringComparer.Ordinal)];
        return Results.Json(found, MatchSummaryJson.Default.MatchSummaryArray);
    }

    /// <summary><c>/udp/{session}</c>: the port of a match for those who come over UDP. It begins when there is none.</summary>
    public static async Task<IResult> GetUdpPortAsync(HttpContext context, string session, MultiplayerSessions<MatchSession> matches)
    {
        var opened = await matches.OpenAsync(context, session);
        if (!opened.IsOpen) return Results.Text(opened.Refusal.Text, statusCode: opened.Refusal.Status);
        return opened.Session.UdpPort == 0 ? Results.NotFound() : Results.Text($"{opened.Session.UdpPort}");
    }

    private static bool IsSeen(MatchSummary match) => match.Red.Length + match.Yellow.Length + match.Watching > 0;

    private static async Task<MatchSummary?> SummariseAsync(MatchSession match)
    {
        try
        {
            return await match.SummariseAsync();
        }
        catch (InvalidOperationException)
        {
            // It is over, or has yet to begin.
            return null;
        }
    }
}

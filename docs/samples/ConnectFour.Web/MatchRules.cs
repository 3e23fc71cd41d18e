using System.Net.Http.Json;
using System.Text.Json;
using ConnectFour.Matches;

namespace ConnectFour.Web;

/// <summary>How matches are named, found and told.</summary>
public static class MatchRules
{
    /// <summary>The most characters of a match's name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>A name as it can be in an address: letters, digits, and lines between them; empty when there is nothing of that.</summary>
    public static string Clean(string name)
    {
        var plain = PlainText.From(name, MaxNameLength);
        return string.Concat(plain.Select(static letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
    }

    /// <summary>The address of a match's page, below the site's.</summary>
    public static string PathOf(string match) => $"match/{Uri.EscapeDataString(match)}";

    /// <summary>A name that nobody has.</summary>
    public static string NewName() => $"bot-{Random.Shared.Next(0x10000, 0x100000):x}";

    /// <summary>Whether one may sit down.</summary>
    public static bool HasFreeSeat(MatchSummary match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return match.Red.Length == 0 || match.Yellow.Length == 0;
    }

    /// <summary>Who is in it, in a line.</summary>
    public static string Describe(MatchSummary match)
    {
        ArgumentNullException.ThrowIfNull(match);
        string[] players = [.. new[] { match.Red, match.Yellow }.Where(static name => name.Length > 0)];
        var who = players switch
        {
            [] => "nobody plays",
            [var one] => $"{one} waits",
            _ => string.Join(" against ", players),
        };
        return match.Watching switch
        {
            0 => who,
            1 => $"{who}, 1 watches",
            var some => $"{who}, {some} watch",
        };
    }

    /// <summary>The open matches; null when the server does not answer.</summary>
    public static async Task<MatchSummary[]?> ListAsync(HttpClient http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        try
        {
            return await http.GetFromJsonAsync("matches", MatchSummaryJson.Default.MatchSummaryArray, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
    }
}

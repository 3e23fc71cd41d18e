using System.Globalization;
using Samples.CommandLine;

namespace ConnectFour;

/// <summary>A match on a host that has many: <c>ws://localhost:9080/play/main</c>. Its UDP port is asked for at <c>/udp/main</c>.</summary>
public static class MatchUrl
{
    private const string PlayPath = "/play/";
    private const string UdpPath = "/udp/";
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>A client of it.</summary>
    /// <param name="url">The match's.</param>
    /// <param name="transport">One of <see cref="Carriers.ClientNames"/>.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="CannotStartException">It is no URL of a match, or the server does not tell a port.</exception>
    public static async Task<Way> JoinAsync(string url, string transport, CancellationToken cancellationToken)
    {
        var way = Carriers.JoinWebSocket(url);
        if (transport == Carriers.WebSocket) return way;
        await way.Peer.DisposeAsync();
        var match = new Uri(url);
        var port = await AskPortAsync(match, cancellationToken);
        return transport == Carriers.Udp ? Carriers.JoinUdp(match.Host, port) : Carriers.JoinBoth(match.Host, port, url);
    }

    private static async Task<int> AskPortAsync(Uri match, CancellationToken cancellationToken)
    {
        if (!match.AbsolutePath.StartsWith(PlayPath, StringComparison.Ordinal))
            throw new CannotStartException($"'{match}' does not tell where to ask for a UDP port; one that does looks like ws://localhost:9080/play/main.");
        var question = new UriBuilder(match)
        {
            Scheme = match.Scheme == Uri.UriSchemeWss ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
            Path = UdpPath + match.AbsolutePath[PlayPath.Length..],
        };
        using var http = new HttpClient { Timeout = AnswerTime };
        try
        {
            var answer = await http.GetStringAsync(question.Uri, cancellationToken);
            if (ushort.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port != 0) return port;
            throw new CannotStartException($"{question.Uri} tells no port.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CannotStartException($"The server does not tell a UDP port: {exception.Message}", exception);
        }
    }
}

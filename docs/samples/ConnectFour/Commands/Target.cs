using System.CommandLine;
using ConnectFour.Players;
using Samples.CommandLine;

namespace ConnectFour.Commands;

/// <summary>Where a match is, who comes and how: the options of those who join.</summary>
internal sealed class Target
{
    private readonly Option<string> _transport = SharedOptions.Transport("What the game travels over; with both, UDP is tried first.", Carriers.ClientNames);
    private readonly Option<string> _host = GameOptions.Host();
    private readonly Option<int> _port = SharedOptions.Port(9080, "The server's port, 1 to 65535.", least: 1);
    private readonly Option<string?> _url = GameOptions.Url();
    private readonly Option<string> _match = GameOptions.Match("The match's name.", "main");
    private readonly Option<string?> _name = GameOptions.Name();
    private readonly Option<string> _secret = GameOptions.Secret();

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _transport, _host, _port, _url, _match, _name, _secret }) command.Options.Add(option);
    }

    /// <summary>The way that was asked for. Where a match has a URL and is to be joined by UDP, its server is asked for the port.</summary>
    /// <exception cref="CannotStartException">It leads nowhere.</exception>
    public async Task<Way> WayOfAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(_url) is { } url
        ? await MatchUrl.JoinAsync(url, parsed.GetRequiredValue(_transport), cancellationToken)
        : Carriers.Join(parsed.GetRequiredValue(_transport), parsed.GetRequiredValue(_host), parsed.GetValue(_port), parsed.GetRequiredValue(_match));

    /// <summary>The player.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usualName">The name when none was given.</param>
    /// <param name="watch">To watch, and not to play.</param>
    public MatchClientOptions PlayerOf(ParseResult parsed, string usualName, bool watch = false) => new()
    {
        // A URL names its match by itself.
        Match = parsed.GetValue(_url) is null ? parsed.GetRequiredValue(_match) : "",
        Name = parsed.GetValue(_name) ?? usualName,
        Secret = parsed.GetRequiredValue(_secret),
        Watch = watch,
    };
}

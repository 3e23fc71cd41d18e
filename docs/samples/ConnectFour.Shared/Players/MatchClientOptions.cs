using Transport.Multiplayer;

namespace ConnectFour.Players;

/// <summary>Who a client is, and how patient.</summary>
public sealed record MatchClientOptions
{
    /// <summary>The match's name. Default empty: whichever the server has.</summary>
    public string Match { get; init; } = "";

    /// <summary>The player's name. The server may shorten it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What <see cref="MatchClient.Secret"/> was in an earlier life of this client, to take up its place; a page keeps it over a reload. Default empty.
    /// </summary>
    public string Secret { get; init; } = "";

    /// <summary>To watch, and not to play. Default false.</summary>
    public bool Watch { get; init; }

    /// <summary>How long the server may take for an answer. Default 5 s.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From a lost connection to the first attempt to make it again; each further one waits twice as long, up to 8 s. Default 0.5 s.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long it is tried. Default 60 s, as long as the server keeps the seat.</summary>
    public TimeSpan GiveUpTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the time there and back is measured. Default 2 s.</summary>
    public TimeSpan PingTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Options for the client's <see cref="MultiplayerApi"/>.</summary>
    public static MultiplayerApiOptions ApiOptions() => new() { MaxPaths = 8, MaxArgumentDepth = 8, MaxRelayedPeers = 1 };
}

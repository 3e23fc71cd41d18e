using Transport.Multiplayer;

namespace ConnectFour.Matches;

/// <summary>The times and limits of a match.</summary>
public sealed record MatchOptions
{
    /// <summary>The most characters of a name. Longer ones are cut.</summary>
    public const int MaxNameLength = 20;

    /// <summary>How long a player may think about a move. Default 30 s.</summary>
    public TimeSpan TurnTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a seat is kept for a player whose connection is lost; in one game, all times that he is away together. His clock stands meanwhile.
    /// Default 60 s.
    /// </summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a peer may take until it joins. Default 10 s.</summary>
    public TimeSpan JoinTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server's bot takes for a move. Default 0.6 s.</summary>
    public TimeSpan BotTime { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>How many may watch. Default 50.</summary>
    public int MaxWatching { get; init; } = 50;

    /// <summary>Which bot it is that can be invited.</summary>
    public int BotSeed { get; init; }

    /// <summary>Options for the server's <see cref="MultiplayerApi"/>: no player needs as much as is allowed here.</summary>
    public static MultiplayerApiOptions ApiOptions()
    {
        var options = new MultiplayerApiOptions();
        Limit(options);
        return options;
    }

    /// <summary>Makes options that a host has made those of <see cref="ApiOptions"/>.</summary>
    public static void Limit(MultiplayerApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MaxUnansweredCalls = 8;
        options.MaxPaths = 8;
        options.MaxArgumentDepth = 8;
        options.CallBudget = new PeerBudget(perSecond: 20, burst: 100, BudgetAction.Disconnect);
        options.ByteBudget = new PeerBudget(perSecond: 8_192, burst: 65_536, BudgetAction.Disconnect);
        options.FaultBudget = new PeerBudget(perSecond: 1, burst: 20, BudgetAction.Disconnect);
    }
}

namespace Transport.LoadTest.Scenarios;

/// <summary>How much, how long and how often.</summary>
internal sealed record LoadSettings
{
    /// <summary>How often each contender is measured in each scenario.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>The same for scenarios that take fresh processes each time: they cost much, and vary little.</summary>
    public int FreshRounds { get; init; } = 3;

    /// <summary>How long one measurement takes.</summary>
    public double Seconds { get; init; } = 3;

    /// <summary>Into how many each measurement is cut of a scenario that <see cref="Scenario.IsCut"/>.</summary>
    public int Cuts { get; init; } = 5;

    /// <summary>How long <c>idle</c> watches connections that say nothing; more than the time from one ping to the next of most contenders.</summary>
    public double IdleSeconds { get; init; } = 12;

    /// <summary>How long a contender runs before its first measurement.</summary>
    public double WarmUpSeconds { get; init; } = 2;

    /// <summary>How many clients <c>broadcast</c> and <c>fan-in</c> have.</summary>
    public int Clients { get; init; } = 1000;

    /// <summary>How many connections <c>idle</c> and <c>mixed</c> hold.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>How many of them talk in <c>mixed</c>.</summary>
    public int Talking { get; init; } = 1000;

    /// <summary>How many connections <c>connect</c> opens for each measurement.</summary>
    public int Connects { get; init; } = 2000;

    /// <summary>How many messages per second <c>broadcast</c> sends to each client, and a talking client sends in <c>mixed</c>.</summary>
    public double Rate { get; init; } = 20;

    /// <summary>What the bytes of messages are drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether nothing is measured, and so all contenders may run at once.</summary>
    public bool IsSmoke { get; init; }

    /// <summary>How often each contender is measured in this scenario.</summary>
    public int RoundsOf(Scenario scenario) => scenario.TakesFreshProcesses ? FreshRounds : scenario.IsCut ? Rounds * Cuts : Rounds;

    /// <summary>How long each of its measurements takes.</summary>
    public double SecondsOf(Scenario scenario) => scenario.IsCut ? Seconds / Cuts : Seconds;

    /// <summary>All contenders and scenarios in less than five minutes.</summary>
    public static LoadSettings Quick { get; } = new()
    {
        Rounds = 2, FreshRounds = 1, Cuts = 3, Seconds = 0.4, IdleSeconds = 1, WarmUpSeconds = 0.4, Clients = 200, Connections = 1000, Talking = 100, Connects = 200,
    };

    /// <summary>All of them once, to see that they run.</summary>
    public static LoadSettings Smoke { get; } = new()
    {
        IsSmoke = true, Rounds = 1, FreshRounds = 1, Cuts = 1, Seconds = 0.1, IdleSeconds = 0.1, WarmUpSeconds = 0.05, Clients = 8, Connections = 16, Talking = 8, Connects = 16,
    };
}

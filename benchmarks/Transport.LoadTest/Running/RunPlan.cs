using Transport.LoadTest.Contenders;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Running;

/// <summary>What a run is about.</summary>
internal sealed record RunPlan(IReadOnlyList<Scenario> Scenarios, IReadOnlyList<IContender> Contenders, LoadSettings Settings)
{
    /// <summary>Who takes part in a scenario.</summary>
    public IReadOnlyList<IContender> Participants(Scenario scenario) =>
        [.. Contenders.Where(contender => WhyNot(scenario, contender) is null)];

    /// <summary>Who does not, and why.</summary>
    public IEnumerable<(Scenario Scenario, IContender Contender, string Why)> Absences() =>
        from scenario in Scenarios
        from contender in Contenders
        let why = WhyNot(scenario, contender)
        where why is not null
        select (scenario, contender, why);

    /// <summary>How many warm-ups and measurements there will be.</summary>
    public int CountSteps() => Scenarios.Sum(scenario =>
        Participants(scenario).Count * (Settings.RoundsOf(scenario) + (Settings.IsSmoke || scenario.TakesFreshProcesses ? 0 : 1)));

    /// <summary>The most connections that one process will have.</summary>
    public int MostConnections() => Scenarios.Max(scenario => scenario.CountConnections(Settings));

    private string? WhyNot(Scenario scenario, IContender contender)
    {
        if (contender.WhyNot(scenario) is { } why) return why;
        var connections = scenario.CountConnections(Settings);
        return connections <= contender.MostClients
            ? null
            : $"its clients in one process may be {contender.MostClients}, and these are {connections}; ask for less with --connections, --connects or --clients";
    }
}

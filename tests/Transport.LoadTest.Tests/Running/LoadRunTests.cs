using Transport.LoadTest.Contenders;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Running;

public sealed class LoadRunTests
{
    [TestCase("burst", false)]
    [TestCase("idle", false)]
    [TestCase("burst", true)]
    public async Task ContenderThatDoesNotStartIsAFaultAndTheOthersGoOn(string scenario, bool isSmoke)
    {
        var output = new StringWriter();
        var asked = new List<string>();
        var plan = new RunPlan(
            [ScenarioList.Find(scenario)],
            [ContenderList.Find("tcp"), ContenderList.Find("kestrel")],
            new LoadSettings { Rounds = 1, FreshRounds = 1, Cuts = 1, IsSmoke = isSmoke });
        var run = new LoadRun(plan, new LineDisplay(output, plan.CountSteps()), (contender, _, _) =>
        {
            lock (asked) asked.Add(contender.Name);
            return Task.FromException<ProcessPair>(new AgentException("no port"));
        });

        await run.RunAsync(CancellationToken.None);

        Assert.That(asked, Is.EquivalentTo(["tcp", "kestrel"]));
        Assert.That(run.Measurements, Is.Empty);
        Assert.That(run.Faults, Has.Count.EqualTo(2).And.Some.Match($"^{scenario} tcp, .*: no port$"));
        Assert.That(output.ToString(), Does.Contain("FAULT"));
    }
}

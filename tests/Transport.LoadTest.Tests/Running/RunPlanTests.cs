using Transport.LoadTest.Contenders;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Running;

public sealed class RunPlanTests
{
    [Test]
    public void WhoCannotDoAScenarioSaysSoByName()
    {
        var plan = new RunPlan([ScenarioList.Find("rpc")], ContenderList.All, new LoadSettings());

        Assert.That(plan.Absences().Select(one => one.Contender.Name), Does.Contain("tcp").And.Contain("kestrel").And.Contain("litenet"));
        Assert.That(plan.Absences().Select(one => one.Why), Has.All.Not.Empty);
        Assert.That(plan.Participants(plan.Scenarios[0]).Select(one => one.Name), Is.EqualTo(
            ["transport-ws", "transport-wss", "transport-aspnetcore", "transport-aspnetcore-wss", "transport-litenet", "signalr"]));
    }

    [Test]
    public void WhoCannotHaveSoManyClientsSaysSoAndTakesPartWithLess()
    {
        var udp = ContenderList.Find("transport-litenet");
        var settings = new LoadSettings { Connections = udp.MostClients };
        var plan = new RunPlan([ScenarioList.Find("idle")], [udp], settings);

        Assert.That(plan.Participants(plan.Scenarios[0]), Is.EqualTo([udp]));
        Assert.That(plan.Absences(), Is.Empty);

        plan = plan with { Settings = settings with { Connections = udp.MostClients + 1 } };

        Assert.That(plan.Participants(plan.Scenarios[0]), Is.Empty);
        Assert.That(plan.Absences().Single().Why, Does.Contain($"may be {udp.MostClients}").And.Contain("--connections"));
    }

    [Test]
    public void StepsAreWarmUpsAndMeasurements()
    {
        IContender[] contenders = [ContenderList.Find("tcp"), ContenderList.Find("kestrel")];
        var settings = new LoadSettings { Rounds = 3, FreshRounds = 2 };

        Assert.That(new RunPlan([ScenarioList.Find("fan-in")], contenders, settings).CountSteps(), Is.EqualTo(2 * (1 + 3)));
        Assert.That(new RunPlan([ScenarioList.Find("idle")], contenders, settings).CountSteps(), Is.EqualTo(2 * 2));
    }

    [Test]
    public void WhatHasOneConnectionIsMeasuredOftenAndShortly()
    {
        var settings = new LoadSettings { Rounds = 3, Cuts = 5, Seconds = 2 };

        foreach (var name in new[] { "ping-pong", "burst", "burst-1000", "bulk", "rpc", "rpc-answered" })
            Assert.That((settings.RoundsOf(ScenarioList.Find(name)), settings.SecondsOf(ScenarioList.Find(name))), Is.EqualTo((15, 0.4)), name);
        foreach (var name in new[] { "fan-in", "broadcast" })
            Assert.That((settings.RoundsOf(ScenarioList.Find(name)), settings.SecondsOf(ScenarioList.Find(name))), Is.EqualTo((3, 2d)), name);
    }

    [Test]
    public void NamesAreUnique()
    {
        Assert.That(ScenarioList.All.Select(scenario => scenario.Name), Is.Unique);
        Assert.That(ContenderList.All.Select(contender => contender.Name), Is.Unique);
        Assert.That(() => ScenarioList.Find("nothing"), Throws.ArgumentException);
        Assert.That(() => ContenderList.Find("nothing"), Throws.ArgumentException);
    }
}

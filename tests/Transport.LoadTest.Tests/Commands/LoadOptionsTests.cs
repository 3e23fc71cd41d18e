using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Transport.LoadTest.Commands;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Commands;

public sealed partial class LoadOptionsTests
{
    [Test]
    public void NothingAskedForIsEverything()
    {
        var plan = Read();

        Assert.That(plan.Scenarios, Is.EqualTo(ScenarioList.All));
        Assert.That(plan.Contenders, Is.EqualTo(ContenderList.All));
        Assert.That(plan.Settings, Is.EqualTo(new LoadSettings()));
    }

    [Test]
    public void NamesAreTakenInTheOrderOfTheTables()
    {
        var plan = Read("--scenario", "burst", "ping-pong", "--contender", "tcp", "--contender", "transport-ws");

        Assert.That(plan.Scenarios.Select(one => one.Name), Is.EqualTo(["ping-pong", "burst"]));
        Assert.That(plan.Contenders.Select(one => one.Name), Is.EqualTo(["transport-ws", "tcp"]));
    }

    [Test]
    public void QuickAndSmokeAreSmall()
    {
        Assert.That(Read("--quick").Settings, Is.EqualTo(LoadSettings.Quick));
        Assert.That(Read("--smoke").Settings, Is.EqualTo(LoadSettings.Smoke));
    }

    [Test]
    public void WhatIsSaidExplicitlyCounts()
    {
        var settings = Read(
            "--quick", "--rounds", "7", "--seconds", "0.25", "--idle-seconds", "3", "--warm-up", "1.5", "--clients", "5", "--connections", "6", "--talking", "4",
            "--connects", "8", "--rate", "60", "--seed", "-9").Settings;

        Assert.That(settings, Is.EqualTo(LoadSettings.Quick with
        {
            Rounds = 7, FreshRounds = 7, Seconds = 0.25, IdleSeconds = 3, WarmUpSeconds = 1.5, Clients = 5, Connections = 6, Talking = 4, Connects = 8, Rate = 60, Seed = -9,
        }));
    }

    [Test]
    public void HelpTellsTheDefaults()
    {
        var settings = new LoadSettings();
        var told = new LoadOptions().All.Select(option => (option.Name, Match: Default().Match(option.Description!)))
            .Where(one => one.Match.Success)
            .ToDictionary(one => one.Name, one => double.Parse(one.Match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

        Assert.That(told, Is.EqualTo(new Dictionary<string, double>
        {
            ["--rounds"] = settings.Rounds,
            ["--seconds"] = settings.Seconds,
            ["--idle-seconds"] = settings.IdleSeconds,
            ["--warm-up"] = settings.WarmUpSeconds,
            ["--clients"] = settings.Clients,
            ["--connections"] = settings.Connections,
            ["--talking"] = settings.Talking,
            ["--connects"] = settings.Connects,
            ["--rate"] = settings.Rate,
            ["--seed"] = settings.Seed,
        }));
    }

    [TestCase("--scenario", "pingpong")]
    [TestCase("--contender", "udp")]
    [TestCase("--rounds", "0")]
    [TestCase("--rounds", "many")]
    [TestCase("--clients", "-1")]
    [TestCase("--seconds", "0")]
    [TestCase("--seconds", "1e9")]
    [TestCase("--rate", "NaN")]
    public void NonsenseIsRefusedByName(string option, string value)
    {
        var errors = Parse(option, value).Errors;

        Assert.That(errors.Select(error => error.Message), Has.Some.Contain(option).And.Contain($"'{value}'"));
    }

    private static RunPlan Read(params string[] args)
    {
        var (parsed, options) = ParseWith(args);
        Assert.That(parsed.Errors, Is.Empty);
        return options.ReadPlan(parsed);
    }

    private static ParseResult Parse(params string[] args) => ParseWith(args).Parsed;

    private static (ParseResult Parsed, LoadOptions Options) ParseWith(string[] args)
    {
        var options = new LoadOptions();
        var root = new RootCommand();
        foreach (var option in options.All) root.Options.Add(option);
        return (root.Parse(args), options);
    }

    [GeneratedRegex(@"Default ([0-9.]+[0-9]|[0-9])\.")]
    private static partial Regex Default();
}

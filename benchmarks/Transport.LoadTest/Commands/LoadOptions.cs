using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Commands;

/// <summary>The options of a run.</summary>
internal sealed class LoadOptions
{
    private const int MostConnections = 1_000_000;
    private const double MostSeconds = 3600;

    private readonly Option<string[]> _scenarios = Names(
        "--scenario", "Which scenarios to run. Default: all.", ScenarioList.All.Select(scenario => scenario.Name));

    private readonly Option<string[]> _contenders = Names(
        "--contender", "Which contenders take part. Default: all.", ContenderList.All.Select(contender => contender.Name));

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Everything, on a small scale, in less than five minutes: short measurements, few connections. Other options still count.",
    };

    private readonly Option<bool> _smoke = new("--smoke")
    {
        Description = "Everything once, as short as can be: it shows that all of it runs, not how fast.",
    };

    private readonly Option<int?> _rounds = Whole("--rounds", "How often each contender is measured, in turn with the others. Default 3. With one connection five times as often, each a fifth as long.", 1000);
    private readonly Option<double?> _seconds = Real("--seconds", "How long one measurement takes. Default 3.", MostSeconds);
    private readonly Option<double?> _idleSeconds = Real("--idle-seconds", "How long idle watches its connections. Default 12.", MostSeconds);
    private readonly Option<double?> _warmUp = Real("--warm-up", "How many seconds a contender runs before it is measured. Default 2.", MostSeconds);
    private readonly Option<int?> _clients = Whole("--clients", "Clients in broadcast and fan-in. Default 1000.", MostConnections);
    private readonly Option<int?> _connections = Whole("--connections", "Connections in idle and mixed. Default 10000.", MostConnections);
    private readonly Option<int?> _talking = Whole("--talking", "How many of them talk in mixed. Default 1000.", MostConnections);
    private readonly Option<int?> _connects = Whole("--connects", "Connections that connect opens for each measurement. Default 2000.", MostConnections);
    private readonly Option<double?> _rate = Real("--rate", "Messages per second to each client in broadcast, and of each that talks in mixed. Default 20.", 10_000);

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "What the bytes of messages are drawn from: any whole number. Default 1.",
        HelpName = "seed",
        DefaultValueFactory = _ => LoadSettings.Quick.Seed,
    };

    private readonly Option<string> _output = new("--output")
    {
        Description = "The folder for the results: CSV, Markdown and charts.",
        HelpName = "folder",
        DefaultValueFactory = _ => Path.Combine("artifacts", "loadtest"),
    };

    /// <summary>All of them, in the order of the help text.</summary>
    public IEnumerable<Option> All =>
        [_scenarios, _contenders, _quick, _smoke, _rounds, _seconds, _idleSeconds, _warmUp, _clients, _connections, _talking, _connects, _rate, _seed, _output];

    /// <summary>What was asked for.</summary>
    public RunPlan ReadPlan(ParseResult parsed)
    {
        var settings = parsed.GetValue(_smoke) ? LoadSettings.Smoke : parsed.GetValue(_quick) ? LoadSettings.Quick : new LoadSettings();
        settings = settings with
        {
            Rounds = parsed.GetValue(_rounds) ?? settings.Rounds,
            FreshRounds = parsed.GetValue(_rounds) ?? settings.FreshRounds,
            Seconds = parsed.GetValue(_seconds) ?? settings.Seconds,
            IdleSeconds = parsed.GetValue(_idleSeconds) ?? settings.IdleSeconds,
            WarmUpSeconds = parsed.GetValue(_warmUp) ?? settings.WarmUpSeconds,
            Clients = parsed.GetValue(_clients) ?? settings.Clients,
            Connections = parsed.GetValue(_connections) ?? settings.Connections,
            Talking = parsed.GetValue(_talking) ?? settings.Talking,
            Connects = parsed.GetValue(_connects) ?? settings.Connects,
            Rate = parsed.GetValue(_rate) ?? settings.Rate,
            Seed = parsed.GetValue(_seed),
        };
        var scenarios = parsed.GetValue(_scenarios) ?? [];
        var contenders = parsed.GetValue(_contenders) ?? [];
        return new RunPlan(
            [.. ScenarioList.All.Where(scenario => scenarios.Length == 0 || scenarios.Contains(scenario.Name))],
            [.. ContenderList.All.Where(contender => contenders.Length == 0 || contenders.Contains(contender.Name))],
            settings);
    }

    /// <summary>Where the results go.</summary>
    public string ReadOutput(ParseResult parsed) => parsed.GetRequiredValue(_output);

    private static Option<string[]> Names(string name, string description, IEnumerable<string> all)
    {
        string[] names = [.. all];
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            AllowMultipleArgumentsPerToken = true,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !names.Contains(token.Value)))
                result.AddError($"{name} takes {string.Join(", ", names)}, and not '{token.Value}'.");
        });
        return option;
    }

    private static Option<int?> Whole(string name, string description, int most) => new(name)
    {
        Description = description,
        HelpName = "count",
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 1 && value <= most
                ? value
                : Refuse<int>(result, $"{name} takes a whole number from 1 to {most}, and not '{result.Tokens[0].Value}'."),
    };

    private static Option<double?> Real(string name, string description, double most) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result => double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value > 0 && value <= most
                ? value
                : Refuse<double>(result, $"{name} takes a number above 0 and up to {most}, and not '{result.Tokens[0].Value}'."),
    };

    private static T? Refuse<T>(ArgumentResult result, string why)
        where T : struct
    {
        result.AddError(why);
        return null;
    }
}

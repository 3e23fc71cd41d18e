using System.CommandLine;
using System.Globalization;

namespace ConnectFour.Commands;

/// <summary>The options that several commands share. Each command gets an instance of its own.</summary>
internal static class GameOptions
{
    public static Option<bool> Auto(string whatItDoes) => new("--auto") { Description = whatItDoes };

    public static Option<string> Transport(string whatItDoes, string[] names)
    {
        var option = new Option<string>("--transport")
        {
            Description = whatItDoes,
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => names[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var name] && !names.Contains(name.Value))
                result.AddError($"--transport takes {string.Join(" or ", names)}, and not '{name.Value}'.");
        });
        return option;
    }

    public static Option<string> Host() => new("--host")
    {
        Description = "The server's name or address.",
        HelpName = "host",
        DefaultValueFactory = _ => "localhost",
    };

    public static Option<string?> Url() => new("--url")
    {
        Description = "In place of host, port and match: the match's URL, for example wss://game.example/play/main. For UDP the port is asked for there.",
        HelpName = "url",
    };

    public static Option<string> Match(string whatItDoes, string usual) => new("--match")
    {
        Description = whatItDoes,
        HelpName = "name",
        DefaultValueFactory = _ => usual,
    };

    public static Option<string?> Name() => new("--name") { Description = "Your name, as the others see it. Default: that of your account.", HelpName = "name" };

    public static Option<string> Secret() => new("--secret")
    {
        Description = "To take up a seat again after a lost connection; what was printed when it was lost.",
        HelpName = "secret",
        DefaultValueFactory = _ => "",
    };

    public static Option<int> Port(int least, string whatItDoes) => new("--port")
    {
        Description = whatItDoes,
        HelpName = "port",
        DefaultValueFactory = _ => 9080,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= least) return port;
            result.AddError($"--port takes a number from {least} to 65535, and not '{text}'.");
            return 0;
        },
    };

    public static Option<int> TurnTime() => new("--turn-time")
    {
        Description = "How many seconds a player may think about a move, 1 to 3600.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 30,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600) return seconds;
            result.AddError($"--turn-time takes a number from 1 to 3600, and not '{text}'.");
            return 0;
        },
    };

    public static Option<int?> Seed() => new("--seed")
    {
        Description = "The bots' seed, any whole number. The same seed plays the same game again. Default: a new one each time.",
        HelpName = "seed",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)) return seed;
            result.AddError($"--seed takes a whole number of 32 bits, and not '{text}'.");
            return null;
        },
    };
}

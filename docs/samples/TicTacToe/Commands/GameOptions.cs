using System.CommandLine;
using System.Globalization;

namespace TicTacToe.Commands;

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

    public static Option<int> Port() => new("--port")
    {
        Description = "The port to listen on, 1 to 65535; 0 for any free one.",
        HelpName = "port",
        DefaultValueFactory = _ => 9080,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return port;
            result.AddError($"--port takes a number from 0 to 65535, and not '{text}'.");
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

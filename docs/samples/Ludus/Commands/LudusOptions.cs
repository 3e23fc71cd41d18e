using System.CommandLine;
using System.Globalization;

namespace Ludus.Commands;

/// <summary>The options that several commands share. Each command gets an instance of its own.</summary>
internal static class LudusOptions
{
    public static Option<bool> Auto(string whatItDoes) => new("--auto") { Description = whatItDoes };

    public static Option<string> Name() => new("--name") { Description = "The player's name.", HelpName = "name", DefaultValueFactory = static _ => Environment.UserName };

    public static Option<string> Transport()
    {
        var option = new Option<string>("--transport")
        {
            Description = "What the game travels over. A Godot game joins over ws.",
            HelpName = string.Join('|', Carriers.Names),
            DefaultValueFactory = static _ => Carriers.Names[0],
        };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [var name] && !Carriers.Names.Contains(name.Value))
                result.AddError($"--transport takes {string.Join(" or ", Carriers.Names)}, and not '{name.Value}'.");
        });
        return option;
    }

    public static Option<int> Port() => Number("--port", "The port to listen on; 0 for any free one.", 8080, ushort.MaxValue);

    public static Option<int> Rolls() => Number("--rolls", "How often a bot of --auto rolls before it leaves.", 3, 1000);

    public static Option<int> Players() => Number("--players", "How many bots join.", 2, 50);

    private static Option<int> Number(string name, string description, int otherwise, int most) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
            result.AddError($"{name} takes a number from 0 to {most}, and not '{text}'.");
            return otherwise;
        },
    };
}

using System.CommandLine;
using Samples.CommandLine;

namespace Ludus.Commands;

/// <summary>The options that several commands share. Each command gets an instance of its own.</summary>
internal static class LudusOptions
{
    public static Option<string> Name() => new("--name") { Description = "The player's name.", HelpName = "name", DefaultValueFactory = static _ => Environment.UserName };

    public static Option<string> Transport() => SharedOptions.Transport("What the game travels over. A Godot game joins over ws.", Carriers.Names);

    public static Option<int> Port() => Number("--port", "The port to listen on; 0 for any free one.", 8080, ushort.MaxValue);

    public static Option<int> Rolls() => Number("--rolls", "How often a bot of --auto rolls before it leaves.", 3, 1000);

    public static Option<int> Players() => Number("--players", "How many bots join.", 2, 50);

    private static Option<int> Number(string name, string whatItDoes, int usual, int most) =>
        SharedOptions.Number(name, "number", whatItDoes, usual, least: 0, most);
}

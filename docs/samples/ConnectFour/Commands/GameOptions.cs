using System.CommandLine;
using Samples.CommandLine;

namespace ConnectFour.Commands;

/// <summary>The options that several commands of this game share. Each command gets an instance of its own.</summary>
internal static class GameOptions
{
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

    public static Option<int> TurnTime() =>
        SharedOptions.Number("--turn-time", "seconds", "How many seconds a player may think about a move, 1 to 3600.", usual: 30, least: 1, most: 3600);
}

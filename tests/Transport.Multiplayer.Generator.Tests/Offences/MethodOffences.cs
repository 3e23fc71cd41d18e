namespace Transport.Multiplayer.Generator.Tests.Offences;

/// <summary>What can be wrong with a method.</summary>
internal static class MethodOffences
{
    private const string OnAnOrdinaryMethod = "put [Rpc] on an ordinary method of the class that calls it";

    public static readonly Offence[] All =
    [
        new("TRPC010", "Accessor", "partial class Game { int Turn { [Rpc] [|get|]; set; } }", OnAnOrdinaryMethod),
        new("TRPC010", "LocalFunction", "partial class Game { void Run() { Place(); [Rpc] void [|Place|]() { } } }", OnAnOrdinaryMethod),
        new("TRPC010", "Operator", "partial class Game { [Rpc] public static Game operator [|+|](Game a, Game b) => a; }", OnAnOrdinaryMethod),
        new("TRPC010", "ExplicitImplementation", "interface IGame { void Place(); } partial class Game : IGame { [Rpc] void IGame.[|Place|]() { } }", OnAnOrdinaryMethod),
        new("TRPC011", "Static", "partial class Game { [Rpc] static void [|Place|]() { } }", "remove 'static'"),
        new("TRPC012", "Generic", "partial class Game { [Rpc] void [|Place|]<T>() { } }", "write one method for each type, with a name of its own"),
        new("TRPC013", "Overloaded", "partial class Game { [Rpc] void Place() { } [Rpc] void [|Place|](int x) { } }", "give one of the two another name"),
        new(
            "TRPC013",
            "NameOfTheBaseClass",
            "partial class Node { [Rpc] void Place() { } } partial class Game : Node { [Rpc] void [|Place|](int x) { } }",
            "give one of the two another name"),
        new(
            "TRPC014",
            "SameNameForTheOthers",
            """partial class Game { [Rpc] void Place() { } [Rpc(Name = "Place")] void [|Put|]() { } }""",
            """give one of the two another [Rpc(Name = "...")]"""),
        new(
            "TRPC014",
            "SameNameInGodot",
            "[RpcObject(Encoding = RpcEncoding.Godot)] partial class Game { [Rpc] void SetTurn() { } [Rpc] void [|set_turn|]() { } }",
            """give one of the two another [Rpc(Name = "...")]"""),
        new(
            "TRPC014",
            "SameNameAsInTheBaseClass",
            """partial class Node { [Rpc] void Place() { } } partial class Game : Node { [Rpc(Name = "Place")] void [|Put|](int x) { } }""",
            """give one of the two another [Rpc(Name = "...")]"""),
        new("TRPC015", "NameOfAnswers", """partial class Game { [Rpc([|Name = "_answer"|])] void Place() { } }""", """give it another [Rpc(Name = "...")]"""),
        new("TRPC015", "NoName", """partial class Game { [Rpc([|Name = ""|])] void Place() { } }""", """give it another [Rpc(Name = "...")]"""),
        new("TRPC015", "NameOfTwoLines", """partial class Game { [Rpc([|Name = "a\nb"|])] void Place() { } }""", """give it another [Rpc(Name = "...")]"""),
        new("TRPC015", "AnswersByItsOwnName", "partial class Game { [Rpc] void [|_answer|]() { } }", """give it another [Rpc(Name = "...")]"""),
        new("TRPC016", "TooManyArguments", $"partial class Game {{ [Rpc] void [|Place|]({Parameters(256)}) {{ }} }}", "put some of them into a list or a record"),
        new("TRPC016", "TooManyForAnAnswer", $"partial class Game {{ [Rpc] Task [|Place|]({Parameters(255)}) => null!; }}", "put some of them into a list or a record"),
        new("TRPC017", "ReturnsAValue", "partial class Game { [Rpc] [|int|] Place() => 1; }", "return void when nobody waits for it, or Task<int> for a caller that awaits the answer"),
        new("TRPC018", "NegativeChannel", "partial class Game { [Rpc([|Channel = -1|])] void Place() { } }", "channels are numbered from 0"),
        new("TRPC019", "LocalButDisabled", "partial class Game { [Rpc(RpcMode.Disabled, [|CallLocal = true|])] void Place() { } }", "leave one of the two away"),
        new("TRPC020", "UnknownMode", "partial class Game { [Rpc([|(RpcMode)9|])] void Place() { } }", "use one of its names"),
        new("TRPC020", "UnknownTransferMode", "partial class Game { [Rpc([|TransferMode = (TransferMode)9|])] void Place() { } }", "use one of its names"),
        new("TRPC021", "AsyncVoid", "partial class Game { [Rpc] async void [|Place|]() => await Task.Yield(); }", "catch everything in it, or return Task, which makes it an answered method"),
        new(
            "TRPC022",
            "AnswerForGodot",
            "[RpcObject(Encoding = RpcEncoding.Godot)] partial class Game { [Rpc] [|Task<int>|] Place() => null!; }",
            "return void and answer with a call in the other direction"),
        new("TRPC030", "Ref", "partial class Game { [Rpc] void Place([|ref int x|]) { } }", "remove 'ref'"),
        new("TRPC030", "Out", "partial class Game { [Rpc] void Place([|out int x|]) => x = 1; }", "remove 'out'"),
        new("TRPC030", "In", "partial class Game { [Rpc] void Place([|in int x|]) { } }", "remove 'in'"),
        new("TRPC034", "HiddenType", "partial class Game { class Move { public int X { get; set; } } [Rpc] void Place([|Move|] move) { } }", "make 'Move' internal or public"),
        new("TRPC034", "HiddenResult", "partial class Game { enum Outcome { Won } [Rpc] [|Task<Outcome>|] Place() => null!; }", "make 'Outcome' internal or public"),
    ];

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(0, count).Select(static i => $"int p{i}"));
}

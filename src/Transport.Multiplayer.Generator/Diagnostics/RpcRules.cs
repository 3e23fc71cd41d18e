using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Diagnostics;

/// <summary>All that can be wrong with a class or its methods. Each text ends with what to do about it.</summary>
internal static class RpcRules
{
    private const string Category = "Transport.Multiplayer";

    // The class.
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "TRPC001",
        "A class with [Rpc] methods is partial",
        "'{0}' has to be partial, so that the other half of {1} can be generated: write 'partial' before '{2}'");

    public static readonly DiagnosticDescriptor NotAClass = Error(
        "TRPC002",
        "[Rpc] methods are members of a class",
        "'{0}' is {1}, and calls reach only the one object that is registered: make '{0}' a class");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "TRPC003",
        "A name is needed for generated code",
        "'{0}' cannot be called so in a class with [Rpc] methods, where {1}: choose another name");

    public static readonly DiagnosticDescriptor WrittenByHand = Error(
        "TRPC004",
        "IRpcObject is generated",
        "'{0}' implements IRpcObject itself, and so would the code generated for the [Rpc] methods of '{1}': leave IRpcObject or [Rpc] away");

    public static readonly DiagnosticDescriptor OtherEncoding = Error(
        "TRPC005",
        "A class and its base class are written for one encoding",
        "'{0}' is written for {1} and its base class '{2}' for {3}, but they share one table of methods: give both the same [RpcObject(Encoding = ...)]");

    public static readonly DiagnosticDescriptor OldLanguage = Error(
        "TRPC006",
        "Generated code needs C# 9",
        "The generated half of '{0}' is C# 9 and this project is compiled as C# {1}: set <LangVersion>9</LangVersion> or higher");

    public static readonly DiagnosticDescriptor OfOneFile = Error(
        "TRPC007",
        "A class with [Rpc] methods is not local to a file",
        "'{0}' is local to its file, and its other half is generated into another one: remove 'file'");

    // The method.
    public static readonly DiagnosticDescriptor NotOrdinary = Error(
        "TRPC010",
        "[Rpc] stands on ordinary methods",
        "'{0}' is {1}, and cannot be called by other peers: put [Rpc] on an ordinary method of the class that calls it");

    public static readonly DiagnosticDescriptor IsStatic = Error(
        "TRPC011",
        "An [Rpc] method is not static",
        "'{0}' is static, and calls reach an object that is registered: remove 'static'");

    public static readonly DiagnosticDescriptor IsGeneric = Error(
        "TRPC012",
        "An [Rpc] method is not generic",
        "'{0}' has type parameters, which the other peers could not know: write one method for each type, with a name of its own");

    public static readonly DiagnosticDescriptor Overloaded = Error(
        "TRPC013",
        "[Rpc] methods have different names",
        "There is another [Rpc] method '{0}' in {1}, and a call carries only the name: give one of the two another name");

    public static readonly DiagnosticDescriptor SameName = Error(
        "TRPC014",
        "[Rpc] methods have different names for the other peers",
        "'{0}' and '{1}' are both called '{2}' by the other peers: give one of the two another [Rpc(Name = \"...\")]");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "TRPC015",
        "The name of an [Rpc] method is text of one line",
        "'{0}' cannot be called '{1}' by the other peers, {2}: give it another [Rpc(Name = \"...\")]");

    public static readonly DiagnosticDescriptor TooManyParameters = Error(
        "TRPC016",
        "A call carries at most 255 arguments",
        "'{0}' has {1} arguments, and a call carries {2} at most{3}: put some of them into a list or a record");

    public static readonly DiagnosticDescriptor InvalidReturn = Error(
        "TRPC017",
        "An [Rpc] method returns nothing or a task",
        "'{0}' returns {1}: return void when nobody waits for it, or Task<{1}> for a caller that awaits the answer");

    public static readonly DiagnosticDescriptor InvalidChannel = Error(
        "TRPC018",
        "A channel is not negative",
        "'{0}' is sent on channel {1}: channels are numbered from 0");

    public static readonly DiagnosticDescriptor LocalButDisabled = Error(
        "TRPC019",
        "A disabled method is not called locally",
        "'{0}' is RpcMode.Disabled, so that nobody can call it, and has CallLocal: leave one of the two away");

    public static readonly DiagnosticDescriptor InvalidMode = Error(
        "TRPC020",
        "Modes have names",
        "'{0}' has {1}, which is no value of {2}: use one of its names");

    public static readonly DiagnosticDescriptor AsyncVoid = Warning(
        "TRPC021",
        "An [Rpc] method is not async void",
        "'{0}' is async void, so what it throws behind an await ends the process, and a remote may be the cause: catch everything in it, or return Task, which makes it an answered method");

    public static readonly DiagnosticDescriptor AnsweredForGodot = Error(
        "TRPC022",
        "Godot has no answers",
        "'{0}' returns {1} in a class for Godot, whose calls are not answered: return void and answer with a call in the other direction");

    // Types.
    public static readonly DiagnosticDescriptor ByReference = Error(
        "TRPC030",
        "Arguments are values",
        "Parameter '{0}' of '{1}' is '{2}', and nothing can be referred to at another peer: remove '{2}'");

    public static readonly DiagnosticDescriptor InvalidType = Error(
        "TRPC031",
        "The type of an argument can be sent",
        "Parameter '{0}' of '{1}' cannot be sent: {2}");

    public static readonly DiagnosticDescriptor InvalidResult = Error(
        "TRPC032",
        "The type of a result can be sent",
        "The result of '{0}' cannot be sent: {1}");

    public static readonly DiagnosticDescriptor NoVariant = Error(
        "TRPC033",
        "Godot's Variant can carry the type of an argument",
        "Parameter '{0}' of '{1}' cannot be sent to Godot: {2}");

    public static readonly DiagnosticDescriptor Inaccessible = Error(
        "TRPC034",
        "Who can call a method can name its types",
        "'{0}' is called through a proxy that is visible where '{1}' is, but {2} is not: make {2} internal or public");

    private static DiagnosticDescriptor Error(string id, string title, string text) => Rule(id, title, text, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string text) => Rule(id, title, text, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Rule(string id, string title, string text, DiagnosticSeverity severity) =>
        new(id, title, text, Category, severity, isEnabledByDefault: true);
}

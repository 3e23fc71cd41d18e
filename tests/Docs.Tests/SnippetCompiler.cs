using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transport.Multiplayer.Generator;

namespace Docs.Tests;

/// <summary>
/// Compiles the C# of a document, with the source generator in the compiler. A block that begins with using directives is a whole program, and has to bring all of them but the
/// implicit ones. Any other block is a piece of one: statements, members of a class or types, amid things with the usual names.
/// </summary>
internal static partial class SnippetCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private const string FragmentUsings = """
        global using System.Numerics;
        global using System.Text;
        global using Microsoft.Extensions.Logging;
        global using Microsoft.Extensions.Time.Testing;
        global using NUnit.Framework;
        global using Transport;
        global using Transport.AspNetCore;
        global using Transport.Godot;
        global using Transport.Testing;
        global using Transport.Multiplayer;
        global using Transport.Multiplayer.Arguments;
        global using Transport.LiteNet;
        global using Transport.WebSockets;

        """;

    // What a piece may name without saying where it comes from.
    private const string Surroundings = """
        partial class Surroundings
        {
            static MultiplayerPeer peer = null!;
            static WebSocketMultiplayerPeer server = null!;
            static WebSocketMultiplayerPeer client = null!;
            static WebSocketPeer socket = null!;
            static MultiplayerApi api = null!;
            static Game game = null!;
            static int id;
            static ILogger logger = null!;
            static TimeProvider timeProvider = null!;
            static CancellationToken cancellationToken;
            static byte[] payload = null!;
            static void Handle(Packet packet) { }
        }

        // The session of docs/guide/hosting.md.
        class Match : MultiplayerSession;

        // The class of docs/guide/rpc.md; its other half is generated.
        partial class Game
        {
            [Rpc(RpcMode.AnyPeer)] void Place(int column) { }
            [Rpc(CallLocal = true)] void SetTurn(int player) { }
            [Rpc(RpcMode.AnyPeer)] Task<bool> Submit(int column) => null!;
        }

        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References = FindReferences();

    /// <summary>A method without await, and names that nobody uses, are no fault of a piece; a newer version of a package is as in every build.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> Ignored = new[] { "CS1998", "CS8321", "CS0219", "CS0168", "CS0414", "CS0169", "CS0649", "CS8019", "CS1701" }
        .ToDictionary(id => id, _ => ReportDiagnostic.Suppress);

    /// <summary>What the compiler has against the code, warnings included; empty when nothing.</summary>
    public static IReadOnlyList<string> Compile(string code)
    {
        var body = LeadingUsings().Replace(code, "");
        if (body.Length < code.Length) return Check(OutputKind.ConsoleApplication, ImplicitUsings, code);

        var usings = ImplicitUsings + FragmentUsings;
        string[] forms =
        [
            Surroundings + "partial class Surroundings { static async Task Run() {\n#line 1\n" + code + "\n} }",
            Surroundings + "partial class Surroundings {\n#line 1\n" + code + "\n}",
            "#line 1\n" + code,
        ];
        return forms.Select(form => Check(OutputKind.DynamicallyLinkedLibrary, usings, form)).MinBy(faults => faults.Count)!;
    }

    private static List<string> Check(OutputKind kind, string usings, string code)
    {
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions(Ignored);
        SyntaxTree[] trees = [CSharpSyntaxTree.ParseText(usings, Language), CSharpSyntaxTree.ParseText(code, Language)];
        var sources = CSharpCompilation.Create("Snippet", trees, References, options);
        CSharpGeneratorDriver.Create([new RpcGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(sources, out var compilation, out var reported);
        return
        [
            .. compilation.GetDiagnostics()
                .Concat(reported)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => $"line {diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1} of the block: {diagnostic.Id} {diagnostic.GetMessage(null)}"),
        ];
    }

    private static MetadataReference[] FindReferences()
    {
        var platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        string[] own =
        [
            typeof(MultiplayerPeer).Assembly.Location,
            typeof(WebSocketPeer).Assembly.Location,
            typeof(LiteNetMultiplayerPeer).Assembly.Location,
            typeof(Variant).Assembly.Location,
            typeof(SimulatedNetwork).Assembly.Location,
            typeof(MultiplayerApi).Assembly.Location,
            typeof(MultiplayerSession).Assembly.Location,
        ];
        return
        [
            .. platform.Concat(own)
                .Where(path => path.Length > 0)
                .DistinctBy(Path.GetFileName)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    [GeneratedRegex(@"\A(?:\s*using\s+(?:static\s+)?[A-Z][\w.]*(?:\s*=\s*[\w.<>]+)?;[ \t]*\n)+")]
    private static partial Regex LeadingUsings();
}

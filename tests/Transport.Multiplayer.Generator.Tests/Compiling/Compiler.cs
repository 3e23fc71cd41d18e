using MessagePack;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Logging;

namespace Transport.Multiplayer.Generator.Tests.Compiling;

/// <summary>The C# compiler with the generator in it, in memory. Nulls are looked after, documentation is parsed.</summary>
internal static class Compiler
{
    public const string FileName = "Game.cs";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Transport;
        global using Transport.Multiplayer;
        global using MessagePack;
        """;

    private static readonly MetadataReference[] References = FindReferences();

    /// <summary>Compiles a source whose usual usings are there already.</summary>
    public static CompilerResult Run(string source) => Run(source, LanguageVersion.CSharp14, [Usings]);

    /// <summary>Compiles a source that brings all its usings.</summary>
    public static CompilerResult Run(string source, LanguageVersion version, params string[] others)
    {
        var language = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        var compilation = Create(language, [source, .. others]);
        CreateDriver(language).RunGeneratorsAndUpdateCompilation(compilation, out var made, out var reported);
        return new CompilerResult(reported, made, [.. made.SyntaxTrees.Skip(compilation.SyntaxTrees.Length).Select(static tree => tree.ToString())]);
    }

    /// <summary>Compiles nothing yet: sources as the compiler sees them between two keys that are typed.</summary>
    public static CSharpCompilation Create(CSharpParseOptions language, IEnumerable<string> sources) => CSharpCompilation.Create(
        "Game",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, language, i == 0 ? FileName : $"File{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    public static GeneratorDriver CreateDriver(CSharpParseOptions language) => CSharpGeneratorDriver.Create(
        [new RpcGenerator().AsSourceGenerator()],
        parseOptions: language,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static MetadataReference[] FindReferences()
    {
        var platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        string[] own =
        [
            typeof(MultiplayerPeer).Assembly.Location,
            typeof(MultiplayerApi).Assembly.Location,
            typeof(Godot.Variant).Assembly.Location,
            typeof(MessagePackObjectAttribute).Assembly.Location,
            typeof(MessagePackSerializer).Assembly.Location,
            typeof(ILogger).Assembly.Location,
        ];
        return
        [
            .. platform.Concat(own)
                .Where(static path => path.Length > 0)
                .DistinctBy(Path.GetFileName)
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Tests.Compiling;

/// <summary>What came of a compilation.</summary>
/// <param name="Reported">What the generator has reported.</param>
/// <param name="Compilation">The sources and what was generated.</param>
/// <param name="Generated">What was generated.</param>
internal sealed record CompilerResult(ImmutableArray<Diagnostic> Reported, Compilation Compilation, ImmutableArray<string> Generated)
{
    /// <summary>What the compiler has against the sources and what was generated, warnings included.</summary>
    public IEnumerable<string> Faults => Compilation.GetDiagnostics()
        .Concat(Reported)
        .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(static diagnostic => diagnostic.ToString());

    /// <summary>Those of them that are in what was generated.</summary>
    public IEnumerable<string> FaultsInGenerated => Compilation.GetDiagnostics()
        .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Where(static diagnostic => diagnostic.Location.SourceTree?.FilePath.EndsWith(".Rpc.g.cs", StringComparison.Ordinal) == true)
        .Select(static diagnostic => diagnostic.ToString());
}

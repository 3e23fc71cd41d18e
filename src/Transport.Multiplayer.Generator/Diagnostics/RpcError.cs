using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Diagnostics;

/// <summary>One finding in the source, as plain values: it can be compared, and keeps nothing of the compilation alive.</summary>
internal sealed record RpcError(
    DiagnosticDescriptor Rule, string? FilePath, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static RpcError At(DiagnosticDescriptor rule, Location? location, params string[] arguments) =>
        location?.SourceTree is { } tree
            ? new RpcError(rule, tree.FilePath, location.SourceSpan, location.GetLineSpan().Span, new EquatableArray<string>(arguments))
            : new RpcError(rule, null, default, default, new EquatableArray<string>(arguments));

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Rule,
        FilePath is null ? Location.None : Location.Create(FilePath, Span, Lines),
        Arguments.ToArray<object?>());
}

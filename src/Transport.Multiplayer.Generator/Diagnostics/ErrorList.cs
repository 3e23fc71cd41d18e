using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Diagnostics;

/// <summary>What was found to be wrong, in the order in which it was found.</summary>
internal sealed class ErrorList
{
    private readonly List<RpcError> _errors = [];

    public IEnumerable<RpcError> Errors => _errors;

    /// <summary>Errors that keep code from being generated. A warning is none.</summary>
    public int Count => _errors.Count(static error => error.Rule.DefaultSeverity == DiagnosticSeverity.Error);

    public void Add(DiagnosticDescriptor rule, Location? location, params string[] arguments) =>
        _errors.Add(RpcError.At(rule, location, arguments));
}

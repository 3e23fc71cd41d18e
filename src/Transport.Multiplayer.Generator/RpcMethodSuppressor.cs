using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Transport.Multiplayer.Generator.Analysis;

namespace Transport.Multiplayer.Generator;

/// <summary>
/// Takes back the advice to make a method static that uses nothing of its object: calls reach an object, and a static method marked
/// <c>[Rpc]</c> is an error.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RpcMethodSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor NotStatic = new("TRPCS001", "CA1822", "[Rpc] methods are not static");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(NotStatic);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            var symbol = context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken);
            if (symbol is IMethodSymbol method && Attributes.Has(method, Attributes.Rpc))
                context.ReportSuppression(Suppression.Create(NotStatic, diagnostic));
        }
    }
}

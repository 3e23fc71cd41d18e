using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Transport.Multiplayer.Generator.Analysis;
using Transport.Multiplayer.Generator.Diagnostics;
using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator;

/// <summary>
/// Writes the other half of each partial class with methods marked <c>[Rpc]</c>: typed proxies, a dispatcher and argument codecs, all without
/// reflection. What cannot be called or sent is an error of the build.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RpcGenerator : IIncrementalGenerator
{
    /// <summary>The step with what was found out about each class. It is the same as before when no line of a class has changed its meaning.</summary>
    public const string ClassStep = "RpcClass";

    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var found = context.SyntaxProvider.ForAttributeWithMetadataName(
            Attributes.Rpc,
            static (_, _) => true,
            static (attribute, cancellation) => Analyze(attribute, cancellation));
        var classes = found.Where(static analysis => analysis is not null).WithTrackingName(ClassStep);
        context.RegisterSourceOutput(classes, static (output, analysis) => Write(output, analysis!));
    }

    // The first of a class's methods stands for the class.
    private static RpcAnalysis? Analyze(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not IMethodSymbol method) return null;
        if (WhyNotOrdinary(method) is { } kind)
        {
            var error = RpcError.At(RpcRules.NotOrdinary, method.Locations.FirstOrDefault(), method.Name, kind);
            return new RpcAnalysis(null, new EquatableArray<RpcError>([error]));
        }
        var type = method.ContainingType;
        var first = RpcClassReader.MethodsOf(type).FirstOrDefault();
        return SymbolEqualityComparer.Default.Equals(first, method.PartialDefinitionPart ?? method)
            ? RpcClassReader.Read(type, context.SemanticModel.Compilation)
            : null;
    }

    private static string? WhyNotOrdinary(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Ordinary => null,
        MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove => "an accessor",
        MethodKind.LocalFunction => "a local function",
        MethodKind.ExplicitInterfaceImplementation => "the implementation of an interface's method",
        _ => "no ordinary method",
    };

    private static void Write(SourceProductionContext output, RpcAnalysis analysis)
    {
        foreach (var error in analysis.Errors) output.ReportDiagnostic(error.ToDiagnostic());
        if (analysis.Class is { } rpc) output.AddSource(rpc.FileName, SourceText.From(ClassWriter.Write(rpc), Utf8));
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transport.Multiplayer.Generator.Tests.Compiling;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>Typing elsewhere costs nothing: what was generated stays.</summary>
[TestFixture]
public sealed class CachingTests
{
    private const string Other = "class Other { int X() => 1; }";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp9);

    [Test]
    public void EditOfAnotherFileGeneratesNothingAnew()
    {
        var (classes, outputs) = Edit(static sources => sources.ReplaceSyntaxTree(sources.SyntaxTrees[1], Tree("class Other { int X() => 2; }", "File1.cs")));
        Assert.That(classes, Has.All.EqualTo(IncrementalStepRunReason.Unchanged).Or.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(outputs, Has.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void EditOfABodyGeneratesNothingAnew()
    {
        var (classes, outputs) = Edit(static sources => sources.ReplaceSyntaxTree(
            sources.SyntaxTrees[0], Tree(Sources.Everything.Replace("await Task.Yield();", "await Task.Delay(1);", StringComparison.Ordinal), Compiler.FileName)));
        Assert.That(classes, Has.All.EqualTo(IncrementalStepRunReason.Unchanged).Or.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(outputs, Has.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void EditOfATypeThatIsSentGeneratesItsClassAnew()
    {
        var (classes, outputs) = Edit(static sources => sources.ReplaceSyntaxTree(
            sources.SyntaxTrees[0], Tree(Sources.Everything.Replace("record Move(int Column,", "record Move(long Column,", StringComparison.Ordinal), Compiler.FileName)));
        Assert.That(classes, Has.Some.EqualTo(IncrementalStepRunReason.Modified));
        Assert.That(outputs, Has.Some.EqualTo(IncrementalStepRunReason.Modified));
    }

    private static (IncrementalStepRunReason[] Classes, IncrementalStepRunReason[] Outputs) Edit(Func<CSharpCompilation, Compilation> edit)
    {
        var before = Compiler.Create(Language, [Sources.Everything, Other]);
        var driver = Compiler.CreateDriver(Language).RunGenerators(before);
        var result = driver.RunGenerators(edit(before)).GetRunResult().Results.Single();
        return (
            [.. result.TrackedSteps[RpcGenerator.ClassStep].SelectMany(static step => step.Outputs).Select(static output => output.Reason)],
            [.. result.TrackedOutputSteps.SelectMany(static pair => pair.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason)]);
    }

    private static SyntaxTree Tree(string text, string path) => CSharpSyntaxTree.ParseText(text, Language, path);
}

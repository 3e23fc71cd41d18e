using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transport.Multiplayer.Generator.Diagnostics;
using Transport.Multiplayer.Generator.Tests.Compiling;
using Transport.Multiplayer.Generator.Tests.Offences;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>What cannot be called or sent is an error of the build: with a code, at the place where it is, and with a cure.</summary>
[TestFixture]
public sealed class OffenceTests
{
    private static IEnumerable<TestCaseData> All => ClassOffences.All
        .Concat(MethodOffences.All)
        .Concat(TypeOffences.All)
        .Select(static offence => new TestCaseData(offence).SetArgDisplayNames(offence.ToString()));

    private static IEnumerable<DiagnosticDescriptor> Rules =>
        typeof(RpcRules).GetFields().Select(static rule => rule.GetValue(null)).OfType<DiagnosticDescriptor>();

    [TestCaseSource(nameof(All))]
    public void OffenceIsToldWhereItIsAndWithACure(object argument)
    {
        var offence = (Offence)argument;
        var source = new MarkedSource(offence.Source);
        var result = offence.Language < LanguageVersion.CSharp9
            ? Compiler.Run(source.Text, offence.Language)
            : Compiler.Run(source.Text);

        Assert.That(result.Reported.Select(static diagnostic => diagnostic.ToString()), Has.Exactly(1).Items);
        var reported = result.Reported[0];
        Assert.That(reported.Id, Is.EqualTo(offence.Id));
        Assert.That(reported.GetMessage(null), Does.EndWith(offence.Cure));
        Assert.That(source.Text.Substring(reported.Location.SourceSpan.Start, reported.Location.SourceSpan.Length), Is.EqualTo(source.MarkedText));
        var place = reported.Location.GetLineSpan();
        Assert.That((place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1), Is.EqualTo((Compiler.FileName, source.Line, source.Column)));
        Assert.That(result.FaultsInGenerated, Is.Empty, "The error is the only one.");
    }

    [Test]
    public void EveryRuleHasAnOffence()
    {
        var offended = ClassOffences.All.Concat(MethodOffences.All).Concat(TypeOffences.All).Select(static offence => offence.Id).Distinct();
        Assert.That(offended, Is.EquivalentTo(Rules.Select(static rule => rule.Id)));
    }
}

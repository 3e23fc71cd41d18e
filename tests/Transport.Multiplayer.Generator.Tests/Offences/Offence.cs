using Microsoft.CodeAnalysis.CSharp;

namespace Transport.Multiplayer.Generator.Tests.Offences;

/// <summary>Code that the generator has something against.</summary>
/// <param name="Id">What it says.</param>
/// <param name="Name">What is wrong, as the name of a test.</param>
/// <param name="Source">The code, with a mark where it says so.</param>
/// <param name="Cure">The end of its text: what to do.</param>
internal sealed record Offence(string Id, string Name, string Source, string Cure)
{
    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public override string ToString() => $"{Id} {Name}";
}

using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The two sides of docs/guide/godot-clients.md fit together: the same functions, in the same modes.</summary>
public sealed partial class GodotClientsTests
{
    private static readonly CodeBlock[] Blocks = [.. Repository.Document("docs/guide/godot-clients.md").CodeBlocks];

    private static readonly string Script = Blocks.First(static block => block.Info == "gdscript").Code;

    private static readonly string Server = Blocks.First(static block => block.Info == "csharp").Code;

    [Test]
    public void BothSidesHaveTheSameFunctions()
    {
        var there = Function().Matches(Script).Select(match => Signature(
            match.Groups["name"].Value, match.Groups["mode"].Value, Parameters().Matches(match.Groups["parameters"].Value).Select(parameter => parameter.Groups[1].Value)));
        var here = Method().Matches(Server).Select(match => Signature(
            Upper().Replace(match.Groups["name"].Value, static letter => (letter.Index > 0 ? "_" : "") + letter.Value.ToLowerInvariant()),
            match.Groups["mode"].Value.Contains("AnyPeer", StringComparison.Ordinal) ? "any_peer" : "",
            match.Groups["parameters"].Value.Split(", ").Select(static parameter => parameter.Split(' ')[0]).Where(static type => type != "RpcContext").Select(TypeInGodot)));
        Assert.That(here, Is.EquivalentTo(there).And.Exactly(5).Items);
    }

    [Test]
    public void BothSidesNameTheSameNodeAndPort()
    {
        Assert.That(Server, Does.Contain("\"/root/Main\"").And.Contain("CreateServer(9080)"));
        Assert.That(Script, Does.Contain("ws://localhost:9080"));
    }

    private static string Signature(string name, string mode, IEnumerable<string> types) =>
        $"{(mode.Contains("any_peer", StringComparison.Ordinal) ? "any_peer " : "")}{name}({string.Join(", ", types)})";

    private static string TypeInGodot(string type) => type == "string" ? "String" : type;

    [GeneratedRegex(@"@rpc(?:\((?<mode>[^)]*)\))?\nfunc (?<name>\w+)\((?<parameters>[^)]*)\)")]
    private static partial Regex Function();

    [GeneratedRegex(@": (\w+)")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"\[Rpc(?:\((?<mode>[^)]*)\))?\]\n\s*private void (?<name>\w+)\((?<parameters>[^)]*)\)")]
    private static partial Regex Method();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();
}

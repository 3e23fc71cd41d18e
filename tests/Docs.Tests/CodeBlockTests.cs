namespace Docs.Tests;

/// <summary>The C# in the documents compiles against the libraries as they are.</summary>
public sealed class CodeBlockTests
{
    private const int SignatureBlocksAllowed = 8;

    private static IEnumerable<TestCaseData> Blocks =>
        AllBlocks.Where(block => block.Info == "csharp").Select(block => new TestCaseData(block).SetArgDisplayNames(block.ToString()));

    private static IEnumerable<CodeBlock> AllBlocks => Repository.Documents.SelectMany(document => document.CodeBlocks);

    [TestCaseSource(nameof(Blocks))]
    public void CodeBlockCompiles(CodeBlock block) => Assert.That(SnippetCompiler.Compile(block.Code), Is.Empty, $"{block}\n{block.Code}");

    [Test]
    public void EveryCodeBlockSaysWhatItIs()
    {
        string[] kinds = ["csharp", "csharp nocompile", "text", "sh", "xml", "html", "http", "gdscript", "js", "md", "nginx"];
        Assert.That(AllBlocks.Where(block => !kinds.Contains(block.Info)).Select(block => $"{block}: \"{block.Info}\""), Is.Empty);
    }

    [Test]
    public void FewCodeBlocksAreNotCompiled() =>
        Assert.That(AllBlocks.Count(block => block.Info == "csharp nocompile"), Is.LessThanOrEqualTo(SignatureBlocksAllowed));

    [Test]
    public void CompilerFindsWhatIsWrong([Values(
        "peer.NoSuchMember();",
        "peer.Send([1], 1)",
        "using Transport;\nvar peer = new WebSocketMultiplayerPeer();",
        "string text = null;",
        "partial class Board\n{\n    [Rpc] void Place(Uri page) { }\n}",
        "game.Rpc.Submit(3);")] string code) =>
        Assert.That(SnippetCompiler.Compile(code), Is.Not.Empty);

    [Test]
    public void CompilerTakesProgramsStatementsMembersAndTypes([Values(
        "using Transport;\nusing Transport.WebSockets;\n\nusing var peer = new WebSocketMultiplayerPeer();\npeer.Poll();\n",
        "await peer.WaitForActivityAsync(cancellationToken);",
        "private int _score;\n\npublic void Add(int points) => _score += points;",
        "public sealed class Game(MultiplayerPeer peer)\n{\n    public void Tick() => peer.Poll();\n}")] string code) =>
        Assert.That(SnippetCompiler.Compile(code), Is.Empty);
}

using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PathTests : IDisposable
{
    private readonly OfflineMultiplayerPeer _peer = new();
    private readonly MultiplayerApi _api;

    public PathTests() => _api = new MultiplayerApi(_peer);

    public void Dispose()
    {
        _api.Dispose();
        _peer.Dispose();
    }

    [TestCase("Main", "Main")]
    [TestCase("/root/Main", "Main")]
    [TestCase("/root/Main/Game", "Main/Game")]
    [TestCase("/root", ".")]
    [TestCase(".", ".")]
    public void PathIsRelativeToTheRoot(string path, string expected) =>
        Assert.That(_api.Register(path, new Board()).Path, Is.EqualTo(expected));

    [TestCase("/Main")]
    [TestCase("/rooty/Main")]
    [TestCase("")]
    [TestCase("/root/")]
    [TestCase("Main/")]
    [TestCase("Main//Game")]
    [TestCase("Main\0")]
    public void PathIsRefused(string path) => Assert.That(() => _api.Register(path, new Board()), Throws.ArgumentException);

    [Test]
    public void RootCanBeAnother()
    {
        _api.RootPath = "/root/Demo/";
        Assert.That(_api.RootPath, Is.EqualTo("/root/Demo"));
        Assert.That(_api.Register("/root/Demo/Game", new Board()).Path, Is.EqualTo("Game"));
        Assert.That(() => _api.RootPath = "Demo", Throws.ArgumentException);
        _api.RootPath = "/";
        Assert.That(_api.Register("/root/Game", new Board()).Path, Is.EqualTo("root/Game"));
    }

    [Test]
    public void PathHasALimit()
    {
        Assert.That(() => _api.Register(new string('x', 512), new Board()), Throws.Nothing);
        Assert.That(() => _api.Register(new string('x', 513), new Board()), Throws.ArgumentException);
    }

    [Test]
    public void PlaceAndObjectAreTakenOnce()
    {
        var board = new Board();
        var binding = _api.Register("Main", board);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => _api.Register("Main", new Board()), Throws.ArgumentException);
            Assert.That(() => _api.Register("Else", board), Throws.InvalidOperationException);
            Assert.That((binding.IsRegistered, binding.Authority, binding.Api, binding.Instance), Is.EqualTo((true, 1, _api, (IRpcObject)board)));
        }
        binding.Unregister();
        binding.Unregister();
        Assert.That(binding.IsRegistered, Is.False);
        Assert.That(() => _api.Register("Else", board), Throws.Nothing);
    }

    [Test]
    public void EndOfTheApiUnregisters()
    {
        var board = new Board();
        var binding = _api.Register("Main", board);
        _api.Dispose();
        Assert.That(binding.IsRegistered, Is.False);
        Assert.That(() => board.Rpc.Ready(), Throws.InvalidOperationException);
        Assert.That(() => _api.Register("Main", board), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void PathIdGivenTwiceIsMalformed()
    {
        using var client = new RawServer();
        client.Send($"01 {Methods.ChecksumText} 00 05 00 00 00 \"Board\" 00");
        client.Send($"01 {Methods.ChecksumText} 00 05 00 00 00 \"Board\" 00");
        Assert.That(client.Take(), Is.EqualTo([Hex.Of("02 01 05 00 00 00")]));
        Assert.That(client.End.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Malformed));
    }

    [Test]
    public void PathIdsAreLimited()
    {
        using var client = new RawServer(new MultiplayerApiOptions { MaxPaths = 2 });
        for (var id = 1; id <= 3; id++) client.Send($"01 {Methods.ChecksumText} 00 0{id} 00 00 00 \"Board\" 00");
        Assert.That(client.Take(), Is.EqualTo([Hex.Of("02 01 01 00 00 00"), Hex.Of("02 01 02 00 00 00")]));
        client.Send($"00 02 {Methods.Id("Say")} 01 A1 78");
        client.Send($"20 09 00 00 80 {Methods.Id("Say")} 01 A1 79 \"Board\" 00");
        Assert.That(client.End.Board.Calls, Is.EqualTo(["Say x from 1", "Say y from 1"]), "Calls that carry their path go on.");
    }

    [Test]
    public void ConfirmationOfNothingIsPassedOver()
    {
        using var client = new RawServer();
        client.Send("02 01 63 00 00 00");
        client.Send("02 00 63 00 00 00");
        client.Send("02 00 63 00 00 00 00");
        Assert.That(client.End.Failures, Is.Empty);
        Assert.That(client.End.Mismatches, Is.Empty);
    }

    [Test]
    public void IdsGrowWideWithTheNumberOfObjects()
    {
        using var client = new RawServer();
        var last = new Board();
        for (var i = 0; i < 256; i++)
        {
            last = new Board();
            client.End.Api.Register($"Board{i}", last);
            last.RpcTo(1).Ready();
            client.Take();
        }
        client.Send("02 01 00 01 00 00");
        last.RpcTo(1).Ready();
        Assert.That(client.Take(), Is.EqualTo([Hex.Of($"90 00 01 {Methods.Id("Ready")}")]));
    }
}

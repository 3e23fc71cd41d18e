using Transport.AspNetCore.Tests.Diagnostics;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>A session whose players come over the endpoint and over another carrier.</summary>
[NonParallelizable]
internal sealed class SeveralCarriersTests
{
    private readonly List<LoopbackMultiplayerPeer> _inProcess = [];

    [Test]
    public async Task PlayersOfDifferentCarriersAreInOneSession()
    {
        using var meter = new MeterRecorder();
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.EmptyLinger = TimeSpan.Zero;
                game.SampleInterval = TimeSpan.FromMilliseconds(20);
            },
        });
        host.Script.Adding = AddInProcess;
        var contexts = new Dictionary<int, PeerContext?>();
        host.Script.Connected = (session, id) => contexts[id] = session.FindPeer(id);
        using var alice = await host.JoinAsync();
        using var bobsPeer = new LoopbackMultiplayerPeer();
        using var bob = new MultiplayerApi(bobsPeer);
        var heard = new List<string>();
        bob.PeerPacket += (sender, payload) => heard.Add($"{sender}: {GameScript.Text(payload)}");
        bobsPeer.CreateClient(_inProcess.Single());
        void Poll()
        {
            alice.Api.Poll();
            bob.Poll();
        }
        await Waiting.Until(() => alice.Api.Peers.Contains(bob.UniqueId) && bob.Peers.Contains(alice.Id), "the two to know each other", Poll);
        alice.Api.SendBytes("psst"u8, bob.UniqueId);
        await Waiting.Until(() => heard.Contains($"{alice.Id}: psst"), "a packet", Poll);
        Assert.That((contexts[alice.Id]!.Id, contexts[bob.UniqueId]), Is.EqualTo((alice.Id, (PeerContext?)null)));
        await Waiting.Until(
            () => meter.Of("transport.peer.queued_bytes", ("transport.carrier", "websocket")).Any()
                && meter.Of("transport.peer.queued_bytes", ("transport.carrier", "loopback")).Any(),
            "a sample of each", Poll);
        Assert.That(meter.Tags("transport.peer.queued_bytes", "transport.carrier"), Is.EquivalentTo(new[] { "websocket", "loopback" }));

        alice.Peer.Close();
        await Waiting.Until(() => host.Script.Log.Any(static line => line.StartsWith("one: - True", StringComparison.Ordinal)), "one to leave", Poll);
        Assert.That(host.Sessions.Find("one")!.PeerCount, Is.EqualTo(1), "Somebody is still in it.");
        bobsPeer.Close();
        await Waiting.Until(() => host.Script.Has("one: ended Empty") && host.Sessions.Count == 0, "the end", bob.Poll);
    }

    [Test]
    public async Task AllOfThemAreToldThatTheHostGoesDown()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Adding = AddInProcess;
        using var alice = await host.JoinAsync();
        using var bob = new LoopbackMultiplayerPeer();
        DisconnectInfo? ending = null;
        bob.PeerDisconnected += (_, info) => ending = info;
        bob.CreateClient(_inProcess.Single());
        await Waiting.Until(() => bob.Peers.Count == 1, "the second", bob.Poll);
        var stopping = host.StopAsync();
        await Waiting.Until(() => ending is not null && alice.Ending is not null, "both to hear of it", () =>
        {
            alice.Api.Poll();
            bob.Poll();
            while (bob.TryReceive(out _))
            {
            }
        });
        Assert.That((ending!.Value.Code, alice.Ending!.Value.Code), Is.EqualTo((1001, 1001)));
        await Waiting.Soon(stopping, "the host to stop");
    }

    [Test]
    public async Task AServerThatIsNotStartedIsAMistakeThatIsTold()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Starting = static webSockets => webSockets;
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(500));
        Assert.That(host.Logs.Entries.Single(entry => entry.Id == 1405).Exception!.Message, Does.Contain("no started server"));
    }

    [Test]
    public async Task WithoutOthersNobodyIsAboveTheWebSockets()
    {
        await using var host = await GameHost.StartAsync();
        using var alice = await host.JoinAsync();
        Assert.That(host.Sessions.Find("one")!.Peer, Is.TypeOf<WebSocketMultiplayerPeer>());
    }

    [Test]
    public async Task AnExceptionWhileCarriersAreAddedIsTold()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Adding = (session, carriers) =>
        {
            AddInProcess(session, carriers);
            throw new InvalidTimeZoneException();
        };
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(500));
        Assert.That(host.Logs.Entries.Single(entry => entry.Id == 1405).Exception, Is.TypeOf<InvalidTimeZoneException>());
        Assert.That(() => _inProcess.Single().CreateServer(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(host.Sessions.Count, Is.Zero);
    }

    [Test]
    public async Task CarriersAreNotAddedOnceTheSessionHasStarted()
    {
        await using var host = await GameHost.StartAsync();
        SessionCarriers? kept = null;
        host.Script.Adding = (session, carriers) =>
        {
            AddInProcess(session, carriers);
            kept = carriers;
        };
        using var alice = await host.JoinAsync();
        using var late = new LoopbackMultiplayerPeer();
        Assert.That(() => kept!.Add(late, static peer => peer.CreateServer()), Throws.InvalidOperationException);
    }

    [SetUp]
    public void Forget() => _inProcess.Clear();

    private void AddInProcess(ScriptedSession session, SessionCarriers carriers)
    {
        var inProcess = new LoopbackMultiplayerPeer();
        carriers.Add(inProcess, static peer => peer.CreateServer());
        _inProcess.Add(inProcess);
    }
}

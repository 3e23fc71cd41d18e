using Transport.ContractTests;
using Transport.Multiplayer;

namespace Transport.Carriers.Tests;

/// <summary>Who is told what, and in which order, is the session's and not the carrier's. Source: Godot's <c>SceneMultiplayer</c>.</summary>
[TestFixtureSource(typeof(EveryCarrier), nameof(EveryCarrier.Fixtures))]
public sealed class SignalOrderTests(Func<ContractCarrier> create)
{
    private readonly List<End> _ends = [];
    private ContractCarrier _carrier = null!;

    [SetUp]
    public void Create() => _carrier = create();

    [TearDown]
    public async Task DisposeAll()
    {
        foreach (var end in _ends) end.Dispose();
        _ends.Clear();
        await _carrier.DisposeAsync();
    }

    [Test]
    public async Task ClientsLearnOfTheServerFirstAndThenOfEachOther()
    {
        var server = StartServer();
        var first = await JoinAsync(server);
        var second = await JoinAsync(server);
        await UntilAsync(() => first.Events.Count == 3 && second.Events.Count == 3, "the introductions");
        Assert.That(first.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1", $"PeerConnected {second.Id}"]));
        Assert.That(second.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1", $"PeerConnected {first.Id}"]));
        Assert.That(server.Events, Is.EqualTo([$"PeerConnected {first.Id}", $"PeerConnected {second.Id}"]));
    }

    [Test]
    public async Task WhoLeavesIsToldToAll()
    {
        var server = StartServer();
        var (stays, leaves) = (await JoinAsync(server), await JoinAsync(server));
        await UntilAsync(() => stays.Events.Count == 3 && leaves.Events.Count == 3, "the introductions");
        Forget();
        var left = leaves.Id;
        leaves.Peer.Close(4000, "bye");
        await UntilAsync(() => server.Events.Count == 1 && stays.Events.Count == 1 && leaves.Events.Count == 2, "the leaving");
        Assert.That(server.Events, Is.EqualTo([$"PeerDisconnected {left}"]));
        Assert.That(stays.Events, Is.EqualTo([$"PeerDisconnected {left}"]));
        Assert.That(leaves.Events, Is.EqualTo(["PeerDisconnected 1, Disconnected", "ServerDisconnected, Disconnected"]));
    }

    [Test]
    public async Task ALostServerIsToldOnceForAll()
    {
        var server = StartServer();
        var (first, second) = (await JoinAsync(server), await JoinAsync(server));
        await UntilAsync(() => first.Events.Count == 3 && second.Events.Count == 3, "the introductions");
        Forget();
        server.Peer.Close();
        await UntilAsync(() => first.Events.Count == 2 && second.Events.Count == 2, "the end");
        string[] end = ["PeerDisconnected 1, Disconnected", "ServerDisconnected, Disconnected"];
        Assert.That((first.Events, second.Events), Is.EqualTo((end, end)), "Not for each client.");
    }

    [Test]
    public async Task WhoNeverGetsInIsToldThatItFailed()
    {
        var client = Add();
        _carrier.StartClientOfNobody(client.Peer);
        await UntilAsync(() => client.Events.Count == 1, "the failure");
        Assert.That(client.Events, Is.EqualTo(["ConnectionFailed, Disconnected"]));
    }

    [Test]
    public async Task AuthenticationComesBeforeAllElse()
    {
        var server = StartServer(api => api.AuthCallback = (id, data) =>
        {
            if (data.Span.SequenceEqual("sesame"u8)) api.CompleteAuth(id);
        });
        var client = Add(api => api.AuthCallback = (_, _) => { });
        client.Api.PeerAuthenticating += id =>
        {
            client.Api.SendAuth(id, "sesame"u8);
            client.Api.CompleteAuth(id);
        };
        _carrier.StartClient(client.Peer, server.Peer);
        await UntilAsync(() => client.Events.Count == 3 && server.Events.Count == 2, "the admission");
        Assert.That(client.Events, Is.EqualTo(["PeerAuthenticating 1", "ConnectedToServer", "PeerConnected 1"]));
        Assert.That(server.Events, Is.EqualTo([$"PeerAuthenticating {client.Id}", $"PeerConnected {client.Id}"]));
    }

    private End StartServer(Action<MultiplayerApi>? configure = null)
    {
        var server = Add(configure);
        _carrier.StartServer(server.Peer);
        return server;
    }

    private async Task<End> JoinAsync(End server)
    {
        var client = Add();
        var others = server.Events.Count;
        _carrier.StartClient(client.Peer, server.Peer);
        await UntilAsync(() => client.Events.Count >= 2 && server.Events.Count > others, "a client to be in");
        return client;
    }

    private End Add(Action<MultiplayerApi>? configure = null)
    {
        var end = new End(_carrier.CreatePeer(CarrierLimits.Default));
        configure?.Invoke(end.Api);
        _ends.Add(end);
        return end;
    }

    private void Forget() => _ends.ForEach(end => end.Events.Clear());

    private async Task UntilAsync(Func<bool> isReached, string awaited)
    {
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        while (!isReached())
        {
            foreach (var end in _ends) end.Api.Poll();
            if (isReached()) return;
            if (deadline.IsCancellationRequested) Assert.Fail($"Waited for {awaited}: {string.Join(" | ", _ends.Select(end => string.Join(", ", end.Events)))}");
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private sealed class End : IDisposable
    {
        public End(MultiplayerPeer peer)
        {
            Peer = peer;
            Api = new MultiplayerApi(peer);
            peer.PeerConnected += _ => Id = peer.UniqueId;
            Api.PeerConnected += id => Events.Add($"PeerConnected {id}");
            // A client that has lost its server is disconnected already when it is told.
            Api.PeerDisconnected += (id, _) => Events.Add($"PeerDisconnected {id}{(id == MultiplayerPeer.TargetPeerServer ? $", {peer.Status}" : "")}");
            Api.ConnectedToServer += () => Events.Add("ConnectedToServer");
            Api.ConnectionFailed += _ => Events.Add($"ConnectionFailed, {peer.Status}");
            Api.ServerDisconnected += _ => Events.Add($"ServerDisconnected, {peer.Status}");
            Api.PeerAuthenticating += id => Events.Add($"PeerAuthenticating {id}");
        }

        public MultiplayerPeer Peer { get; }

        public MultiplayerApi Api { get; }

        public int Id { get; private set; }

        public List<string> Events { get; } = [];

        public void Dispose()
        {
            Api.Dispose();
            Peer.Dispose();
        }
    }
}

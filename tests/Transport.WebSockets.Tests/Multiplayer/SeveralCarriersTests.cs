using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Multiplayer;

/// <summary>Members over real sockets, beside others: ports in use, hosts that say nothing, two ways to one server.</summary>
[TestFixture]
public sealed class SeveralCarriersTests
{
    private readonly List<IDisposable> _disposables = [];

    [TearDown]
    public void DisposeAll()
    {
        foreach (var disposable in _disposables) disposable.Dispose();
        _disposables.Clear();
    }

    [Test]
    public async Task APortInUseIsToldAndTheOtherMemberServes()
    {
        var (taken, port) = Listen();
        var server = Create(new MultiplexMultiplayerPeer());
        var (first, second) = (new WebSocketMultiplayerPeer(), new WebSocketMultiplayerPeer());
        DisconnectInfo? failure = null;
        server.Peer.MemberFailed += (member, info) => failure = member == first ? info : null;
        server.Peer.Add(first, peer => peer.CreateServer(port, "127.0.0.1"));
        server.Peer.Add(second, peer => peer.CreateServer(0, "127.0.0.1"));
        server.Peer.CreateServer();
        server.Log.Poll();
        Assert.That((failure?.Reason, failure?.Origin), Is.EqualTo((DisconnectReason.CarrierFailed, DisconnectOrigin.Local)));
        Assert.That(failure?.Text, Does.Contain($"{port}"), "It tells which port.");

        var client = Create(new WebSocketMultiplayerPeer());
        client.Peer.CreateClient($"ws://127.0.0.1:{second.LocalPort}");
        await Pump.Until(() => client.Log.IsConnected && server.Peer.Peers.Count == 1, "a client of the other", server.Log.Poll, client.Log.Poll);

        // Free again, it serves from the next start on.
        server.Peer.Close();
        taken.Stop();
        server.Peer.CreateServer();
        Assert.That((first.Status, first.LocalPort), Is.EqualTo((ConnectionStatus.Connected, port)));
    }

    [Test]
    public void WhenBothPortsAreInUseTheStartThrows()
    {
        var (_, port) = Listen();
        var (_, other) = Listen();
        var server = Create(new MultiplexMultiplayerPeer());
        foreach (var each in new[] { port, other }) server.Peer.Add(new WebSocketMultiplayerPeer(), peer => peer.CreateServer(each, "127.0.0.1"));
        Assert.That(
            () => server.Peer.CreateServer(),
            Throws.InvalidOperationException.With.Message.Contains($"{port}").And.Message.Contains($"{other}"));
        Assert.That(server.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public async Task AClientFallsBackFromAHostThatSaysNothing()
    {
        var time = new FakeTimeProvider();
        var (_, silent) = Listen();
        var (server, web) = StartServer();
        var client = Create(new MultiplexMultiplayerPeer(timeProvider: time));
        var (first, second) = (new WebSocketMultiplayerPeer(), new WebSocketMultiplayerPeer());
        client.Peer.Add(first, peer => peer.CreateClient($"ws://127.0.0.1:{silent}"));
        client.Peer.Add(second, peer => peer.CreateClient($"ws://127.0.0.1:{web.LocalPort}"));
        client.Peer.CreateClient();
        await Pump.Rounds(50, client.Log.Poll);
        Assert.That((client.Peer.Status, second.Status), Is.EqualTo((ConnectionStatus.Connecting, ConnectionStatus.Disconnected)));
        time.Advance(new MultiplexOptions().FallbackDelay);
        await Pump.Until(() => client.Log.IsConnected && server.Peer.Peers.Count == 1, "the second way", server.Log.Poll, client.Log.Poll);
        Assert.That((client.Peer.ChosenMember, first.Status), Is.EqualTo(((MultiplayerPeer)second, ConnectionStatus.Disconnected)));
        Assert.That((client.Log.Log.Count, client.Peer.UniqueId), Is.EqualTo((1, server.Peer.Peers.Single())), "Connected once, by the server's id.");
        await AssertEchoes(server, client);
    }

    [Test]
    public async Task AClientFallsBackFromAPortThatIsClosed()
    {
        var (listener, closed) = Listen();
        listener.Stop();
        var (server, web) = StartServer();
        var client = Create(new MultiplexMultiplayerPeer(timeProvider: new FakeTimeProvider()));
        var reasons = new List<DisconnectReason>();
        client.Peer.MemberFailed += (_, info) => reasons.Add(info.Reason);
        client.Peer.Add(new WebSocketMultiplayerPeer(), peer => peer.CreateClient($"ws://127.0.0.1:{closed}"));
        client.Peer.Add(new WebSocketMultiplayerPeer(), peer => peer.CreateClient($"ws://127.0.0.1:{web.LocalPort}"));
        client.Peer.CreateClient();
        await Pump.Until(() => client.Log.IsConnected, "the second way", server.Log.Poll, client.Log.Poll);
        Assert.That(reasons, Is.EqualTo([DisconnectReason.Unreachable]));
        await AssertEchoes(server, client);
    }

    [Test]
    public async Task WhenNobodyAnswersAllReasonsAreTold()
    {
        var time = new FakeTimeProvider();
        var (_, silent) = Listen();
        var (listener, closed) = Listen();
        listener.Stop();
        var client = Create(new MultiplexMultiplayerPeer(timeProvider: time));
        client.Peer.Add(new WebSocketMultiplayerPeer(timeProvider: time), peer => peer.CreateClient($"ws://127.0.0.1:{silent}"));
        client.Peer.Add(new WebSocketMultiplayerPeer(timeProvider: time), peer => peer.CreateClient($"ws://127.0.0.1:{closed}"));
        var isRefused = false;
        client.Peer.MemberFailed += (_, info) => isRefused |= info.Reason == DisconnectReason.Unreachable;
        client.Peer.CreateClient();
        time.Advance(new MultiplexOptions().FallbackDelay);
        // That takes real time; the other's patience is virtual.
        await Pump.Until(() => isRefused, "the refusal", client.Log.Poll);
        await Pump.Until(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return client.Log.Failure is not null;
            }, "the failure", client.Log.Poll);
        Assert.That(client.Log.Failure!.Value.Text, Does.Match("^websocket: HandshakeTimedOut .*; websocket: Unreachable "));
    }

    [Test]
    public async Task OfTwoWaysAtOnceExactlyOneIsTaken()
    {
        const int rounds = 40;
        var server = Create(new MultiplexMultiplayerPeer());
        WebSocketMultiplayerPeer[] ways = [new(), new()];
        foreach (var way in ways) server.Peer.Add(way, peer => peer.CreateServer(0, "127.0.0.1"));
        server.Peer.CreateServer();
        var client = Create(new MultiplexMultiplayerPeer(new MultiplexOptions { FallbackDelay = TimeSpan.Zero }));
        foreach (var way in ways) client.Peer.Add(new WebSocketMultiplayerPeer(), peer => peer.CreateClient($"ws://127.0.0.1:{way.LocalPort}"));
        for (var round = 1; round <= rounds; round++)
        {
            client.Peer.CreateClient();
            await Pump.Until(
                () => client.Log.IsConnected && server.Peer.Peers.SequenceEqual([client.Peer.UniqueId]), "one peer at both ends", server.Log.Poll, client.Log.Poll);
            await AssertEchoes(server, client);
            client.Peer.Close(4000, "again");
            await Pump.Until(() => server.Peer.Peers.Count == 0, "an empty server", server.Log.Poll, client.Log.Poll);
        }
        Assert.That(client.Log.CountOf(PeerEventKind.Connected, 1), Is.EqualTo(rounds));
        Assert.That(client.Log.Failure, Is.Null);
        var left = server.Log.Log.Where(line => line.Kind == PeerEventKind.Disconnected).Select(line => line.Info).ToArray();
        Assert.That(left.Count(info => info.Code == 4000), Is.EqualTo(rounds));
        // The other way may have got in as well: told why it leaves, or cut in the middle of its handshake.
        Assert.That(left.Where(info => info.Code != 4000), Is.All.Matches<DisconnectInfo>(
            info => info.Text == "Connected over another carrier." || info.Reason == DisconnectReason.ConnectionLost));
    }

    [Test]
    public async Task AWebSocketServerAndALoopbackHostAreOneSession()
    {
        var server = Create(new MultiplexMultiplayerPeer());
        var (web, local) = (new WebSocketMultiplayerPeer(), new LoopbackMultiplayerPeer());
        server.Peer.Add(web, peer => peer.CreateServer(0, "127.0.0.1"));
        server.Peer.Add(local, peer => peer.CreateServer());
        server.Peer.CreateServer();
        var guest = Create(new WebSocketMultiplayerPeer());
        var host = Create(new LoopbackMultiplayerPeer());
        guest.Peer.CreateClient($"ws://127.0.0.1:{web.LocalPort}");
        host.Peer.CreateClient(local);
        await Pump.Until(() => server.Peer.Peers.Count == 2 && guest.Log.IsConnected, "both", server.Log.Poll, guest.Log.Poll, host.Log.Poll);
        server.Peer.Send("all"u8, MultiplayerPeer.TargetPeerBroadcast);
        server.Peer.Send("not the guest"u8, -guest.Peer.UniqueId);
        server.Peer.Send("end"u8, MultiplayerPeer.TargetPeerBroadcast);
        await Pump.Until(() => guest.Log.Texts.Contains("end") && host.Log.Texts.Contains("end"), "the end at both", server.Log.Poll, guest.Log.Poll, host.Log.Poll);
        Assert.That(guest.Log.Texts, Is.EqualTo(["all", "end"]));
        Assert.That(host.Log.Texts, Is.EqualTo(["all", "not the guest", "end"]));
        Assert.That((server.Peer.CarrierOf(guest.Peer.UniqueId), server.Peer.CarrierOf(host.Peer.UniqueId)), Is.EqualTo(("websocket", "loopback")));
    }

    private static async Task AssertEchoes((MultiplexMultiplayerPeer Peer, RecordedPeer Log) server, (MultiplexMultiplayerPeer Peer, RecordedPeer Log) client)
    {
        var seen = (AtServer: server.Log.Packets.Count(), AtClient: client.Log.Packets.Count());
        client.Peer.Send(Encoding.UTF8.GetBytes("hello"), MultiplayerPeer.TargetPeerServer);
        await Pump.Until(() => server.Log.Packets.Count() > seen.AtServer, "a packet up", server.Log.Poll, client.Log.Poll);
        server.Peer.Send(server.Log.Packets.Last().Payload, client.Peer.UniqueId);
        await Pump.Until(() => client.Log.Packets.Count() > seen.AtClient, "a packet down", server.Log.Poll, client.Log.Poll);
        Assert.That(client.Log.Texts.Last(), Is.EqualTo("hello"));
    }

    private ((MultiplexMultiplayerPeer Peer, RecordedPeer Log) Server, WebSocketMultiplayerPeer Web) StartServer()
    {
        var server = Create(new MultiplexMultiplayerPeer());
        var web = new WebSocketMultiplayerPeer();
        server.Peer.Add(web, peer => peer.CreateServer(0, "127.0.0.1"));
        server.Peer.CreateServer();
        return (server, web);
    }

    // Accepts in the backlog, and never says a word.
    private (TcpListener Listener, int Port) Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _disposables.Add(listener);
        return (listener, ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    private (T Peer, RecordedPeer Log) Create<T>(T peer)
        where T : MultiplayerPeer
    {
        _disposables.Add(peer);
        return (peer, new RecordedPeer(peer, typeof(T).Name));
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;
using Transport.LiteNet;
using Transport.WebSockets;

namespace Transport.Carriers.Tests;

/// <summary>A client that would rather come by UDP, and a network that does not let it.</summary>
[TestFixture]
public sealed class FallbackTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MultiplexMultiplayerPeer _server = new();
    private readonly WebSocketMultiplayerPeer _webSocket = new();
    private readonly LiteNetMultiplayerPeer _udp = new();
    private ContractPump _pump = null!;
    private ListLogger _log = null!;

    [OneTimeSetUp]
    public void StartServer()
    {
        _pump = new ContractPump(EveryCarrier.Both());
        _server.Add(_webSocket, peer => peer.CreateServer(0, "127.0.0.1"));
        _server.Add(_udp, peer => peer.CreateServer(0, "127.0.0.1"));
        _server.CreateServer();
        _pump.Add(new RecordedPeer(_server, "server"));
    }

    [OneTimeTearDown]
    public void DisposeServer() => _server.Dispose();

    [Test]
    public async Task UdpIsTakenWhereItGetsThrough()
    {
        using var client = CreateClient(_udp.LocalPort);
        await UntilConnected(client);
        Assert.That((client.ChosenMember!.Carrier, _server.CarrierOf(client.UniqueId)), Is.EqualTo(("litenet", "litenet")));
        Assert.That(_log.Lines, Has.Some.EndsWith("connected by the member litenet"));
    }

    [Test]
    public async Task WhereUdpIsDroppedTheWebSocketIsTakenAfterTheDelay()
    {
        // Datagrams come here, and nothing ever goes back: what a firewall that drops looks like.
        using var firewall = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        firewall.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var begin = _time.GetUtcNow();
        using var client = CreateClient(((IPEndPoint)firewall.LocalEndPoint!).Port);
        for (var round = 0; round < 50; round++)
        {
            _pump.PollAll();
            await Task.Yield();
        }
        Assert.That(client.Status, Is.EqualTo(ConnectionStatus.Connecting), "UDP has its time first.");
        _time.Advance(new MultiplexOptions().FallbackDelay);
        await UntilConnected(client);
        Assert.That(_time.GetUtcNow() - begin, Is.LessThan(new MultiplexOptions().ConnectTimeout));
        AssertWebSocket(client);
    }

    [Test]
    public async Task WhereUdpIsRefusedTheWebSocketIsTakenWithoutTheDelay()
    {
        var failures = new List<string>();
        using var client = CreateClient(ClosedPort());
        client.MemberFailed += (member, _) => failures.Add(member.Carrier);
        // The UDP member's own time, in which it asks again; the multiplex's stands still.
        await UntilConnected(client);
        Assert.That(failures, Is.EqualTo(["litenet"]));
        AssertWebSocket(client);
    }

    private void AssertWebSocket(MultiplexMultiplayerPeer client)
    {
        Assert.That((client.ChosenMember!.Carrier, client.CarrierOf(MultiplayerPeer.TargetPeerServer)), Is.EqualTo(("websocket", "websocket")));
        Assert.That(_server.CarrierOf(client.UniqueId), Is.EqualTo("websocket"));
        Assert.That(_log.Lines, Has.Some.EndsWith("connected by the member websocket"));
    }

    private MultiplexMultiplayerPeer CreateClient(int udpPort)
    {
        _log = new ListLogger();
        var client = new MultiplexMultiplayerPeer(timeProvider: _time, logger: _log);
        client.Add(new LiteNetMultiplayerPeer(), peer => peer.CreateClient("127.0.0.1", udpPort));
        client.Add(new WebSocketMultiplayerPeer(), peer => peer.CreateClient($"ws://127.0.0.1:{_webSocket.LocalPort}"));
        client.CreateClient();
        _pump.Add(new RecordedPeer(client, "client"));
        return client;
    }

    private async Task UntilConnected(MultiplexMultiplayerPeer client)
    {
        await _pump.Until(
            () => client.Status == ConnectionStatus.Connected && _server.Peers.Contains(client.UniqueId), "the client to be connected", isSilent: true);
        _pump.Remove(_pump.Peers.Single(peer => peer.Peer == client));
    }

    private static int ClosedPort()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)nobody.LocalEndPoint!).Port;
    }
}

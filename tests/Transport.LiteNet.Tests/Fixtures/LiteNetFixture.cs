using Transport.ContractTests;
using Transport.LiteNet.Tests.Contract;

namespace Transport.LiteNet.Tests.Fixtures;

/// <summary>Peers over real UDP sockets, recorded and pumped; disposed after each test.</summary>
internal abstract class LiteNetFixture
{
    private ContractPump _pump = null!;

    [SetUp]
    public void CreatePump() => _pump = new ContractPump(new LiteNetCarrier());

    [TearDown]
    public void DisposePeers()
    {
        foreach (var peer in _pump.Peers) peer.Peer.Dispose();
        Assert.That(_pump.Peers.SelectMany(peer => peer.Violations), Is.Empty);
    }

    protected static LiteNetMultiplayerPeer Of(RecordedPeer peer) => (LiteNetMultiplayerPeer)peer.Peer;

    protected RecordedPeer CreatePeer(LiteNetMultiplayerPeerOptions? options = null, TimeProvider? time = null)
    {
        var peer = new RecordedPeer(new LiteNetMultiplayerPeer(options, time), $"peer {_pump.Peers.Count}");
        _pump.Add(peer);
        return peer;
    }

    protected RecordedPeer StartServer(LiteNetMultiplayerPeerOptions? options = null, int port = 0, string bindAddress = "127.0.0.1")
    {
        var server = CreatePeer(options);
        Of(server).CreateServer(port, bindAddress);
        return server;
    }

    protected RecordedPeer StartClient(int port, LiteNetMultiplayerPeerOptions? options = null, string host = "127.0.0.1")
    {
        var client = CreatePeer(options);
        Of(client).CreateClient(host, port);
        return client;
    }

    protected async Task<RecordedPeer> Join(RecordedPeer server, LiteNetMultiplayerPeerOptions? options = null, string host = "127.0.0.1")
    {
        var client = StartClient(Of(server).LocalPort, options, host);
        await UntilJoined(server, client);
        return client;
    }

    protected Task UntilJoined(RecordedPeer server, RecordedPeer client) =>
        Until(() => client.IsConnected && server.Peer.Peers.Contains(client.Id), $"{client.Name} to be connected at both ends");

    protected async Task<DisconnectInfo> UntilFailed(RecordedPeer client)
    {
        await Until(() => client.Failure is not null, $"{client.Name} to fail");
        return client.Failure!.Value;
    }

    protected async Task<DisconnectInfo> UntilGone(RecordedPeer peer, int id)
    {
        await Until(() => peer.Gone(id) is not null, $"{peer.Name} to be told that {id} is gone");
        return peer.Gone(id)!.Value;
    }

    protected async Task AssertLinkWorks(RecordedPeer server, RecordedPeer client)
    {
        var seen = (AtServer: server.Packets.Count(), AtClient: client.Packets.Count());
        server.Peer.Send("down"u8, client.Id);
        client.Peer.Send("up"u8, MultiplayerPeer.TargetPeerServer);
        await Until(() => server.Packets.Count() > seen.AtServer && client.Packets.Count() > seen.AtClient, "a packet in each direction");
        Assert.That((server.Packets.Last().Text, client.Packets.Last().Text), Is.EqualTo(("up", "down")));
    }

    protected Task Until(Func<bool> isReached, string awaited) => _pump.Until(isReached, awaited, isSilent: true);

    protected void PollAll() => _pump.PollAll();
}

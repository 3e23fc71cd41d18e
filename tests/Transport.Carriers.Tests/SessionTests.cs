using Transport.ContractTests;

namespace Transport.Carriers.Tests;

/// <summary>Last words, and a session of many players by two carriers.</summary>
[TestFixture]
public sealed class SessionTests
{
    private const int StormSteps = 6000;

    [TestCaseSource(typeof(EveryCarrier), nameof(EveryCarrier.Cases))]
    public async Task FivePacketsAndACloseArriveAndThenCodeAndReason(Func<ContractCarrier> create)
    {
        await using var carrier = create();
        var pump = new ContractPump(carrier);
        var (server, client) = await Connect(carrier, pump);
        for (var i = 1; i <= 5; i++) client.Peer.Send([(byte)i], MultiplayerPeer.TargetPeerServer);
        var id = client.Id;
        client.Peer.Close(4000, "that was all");
        await pump.Until(() => server.Gone(id) is not null, "the close at the server");
        Assert.That(server.PacketsFrom(id).Select(packet => packet.Payload[0]), Is.EqualTo([1, 2, 3, 4, 5]));
        var gone = server.Gone(id)!.Value;
        Assert.That((gone.Reason, gone.Code, gone.Text), Is.EqualTo((DisconnectReason.Closed, 4000, "that was all")));

        var (second, other) = await Connect(carrier, pump);
        for (var i = 1; i <= 5; i++) second.Peer.Send([(byte)i], MultiplayerPeer.TargetPeerBroadcast);
        second.Peer.Close(4001, "and here too");
        await pump.Until(() => other.Gone(MultiplayerPeer.TargetPeerServer) is not null, "the close at the client");
        Assert.That(other.Packets.Select(packet => packet.Payload[0]), Is.EqualTo([1, 2, 3, 4, 5]));
        gone = other.Gone(MultiplayerPeer.TargetPeerServer)!.Value;
        Assert.That((gone.Reason, gone.Code, gone.Text), Is.EqualTo((DisconnectReason.Closed, 4001, "and here too")));
        foreach (var peer in pump.Peers) peer.Peer.Dispose();
    }

    [Test]
    public async Task FiftyPlayersByWebSocketAndFiftyByUdpAreOneSession()
    {
        await TestContext.Out.WriteLineAsync(ContractSeed.Message);
        await using var carrier = new MultiplexCarrier(EveryCarrier.WebSocket(), EveryCarrier.LiteNet()) { HasPlainClients = true };
        var pump = new ContractPump(carrier);
        var random = new Random(ContractSeed.Value);
        var server = Create(carrier, pump, "server");
        carrier.StartServer(server.Peer);
        var multiplex = (MultiplexMultiplayerPeer)server.Peer;
        var storm = new ContractStorm(carrier, server, random);
        storm.Watch();
        for (var i = 0; i < 100; i++) storm.Add(Create(carrier, pump, $"client {i}"));
        await pump.Until(() => multiplex.Peers.Count == 100, "all players");
        Assert.That(
            multiplex.Peers.GroupBy(multiplex.CarrierOf).Select(carrier => (carrier.Key, carrier.Count())),
            Is.EquivalentTo([("websocket", 50), ("litenet", 50)]));

        for (var i = 0; i < StormSteps; i++)
        {
            storm.Step();
            if (random.Next(20) == 0) pump.PollAll();
            else if (random.Next(4) == 0) pump.Peers[random.Next(pump.Peers.Count)].Poll();
        }
        await pump.Until(() => storm.IsQuiet, $"all that was sent, {ContractSeed.Message}");
        server.Peer.Close(ContractStorm.EndCode, "the storm is over");
        await pump.Until(
            () => server.Peer.Peers.Count == 0 && storm.Clients.All(client => client.Peer.Peer.Status == ConnectionStatus.Disconnected), "all to leave");
        storm.AssertLogs(ContractSeed.Message);
        Assert.That(pump.Peers.SelectMany(peer => peer.Violations), Is.Empty, ContractSeed.Message);
        foreach (var peer in pump.Peers) peer.Peer.Dispose();
    }

    private static async Task<(RecordedPeer Server, RecordedPeer Client)> Connect(ContractCarrier carrier, ContractPump pump)
    {
        var server = Create(carrier, pump, "server");
        carrier.StartServer(server.Peer);
        var client = Create(carrier, pump, "client");
        carrier.StartClient(client.Peer, server.Peer);
        await pump.Until(() => client.IsConnected && server.Peer.Peers.Contains(client.Id), "the connection");
        return (server, client);
    }

    private static RecordedPeer Create(ContractCarrier carrier, ContractPump pump, string name)
    {
        var peer = new RecordedPeer(carrier.CreatePeer(CarrierLimits.Default), name);
        pump.Add(peer);
        return peer;
    }
}

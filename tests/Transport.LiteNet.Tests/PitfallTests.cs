using System.Net;
using LiteNetLib;
using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;
using Transport.LiteNet.Tests.Fixtures;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests;

/// <summary>
/// What is known to go wrong between a game and LiteNetLib, one test for each: the list is in docs/decisions, "LiteNetLib is driven by whoever
/// comes". Most of it is looked at more closely elsewhere.
/// </summary>
[NonParallelizable]
internal sealed class PitfallTests : LiteNetFixture
{
    [Test]
    public async Task Pitfall01_LiteNetLibGivesItsIdsAgainAndThisLibraryNever()
    {
        var time = new FakeTimeProvider();
        var options = new LiteNetMultiplayerPeerOptions { SilenceLimit = TimeSpan.FromMilliseconds(1100) };
        var server = CreatePeer(options, time);
        Of(server).CreateServer(0, "127.0.0.1");
        var (ids, liteNetIds) = (new List<int>(), new List<int>());
        for (var i = 0; i < 6; i++)
        {
            var client = await Join(server);
            ids.Add(client.Id);
            liteNetIds.Add(Connection(Of(server), client.Id).Peer!.Id);
            client.Peer.Close();
            await UntilGone(server, ids[^1]);
            // LiteNetLib keeps a peer for the silence limit after its end, then gives its id away.
            for (var step = 0; step < 4; step++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                Of(server).Endpoint!.Turn();
            }
        }
        Assert.That(liteNetIds.Distinct().Count(), Is.LessThan(6), "Otherwise this test shows nothing.");
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public async Task Pitfall02_ThrowingHandlerLosesNothing()
    {
        var server = CreatePeer();
        server.Peer.PeerConnected += _ => throw new HandlerException();
        server.Peer.PeerDisconnected += (_, _) => throw new HandlerException();
        Of(server).CreateServer(0, "127.0.0.1");
        var clients = new[] { await Join(server), await Join(server), await Join(server) };
        foreach (var client in clients)
        {
            for (var i = 0; i < 10; i++) client.Peer.Send([(byte)i], 1);
            client.Peer.Close();
        }
        await Until(() => server.Thrown.Count == 6, "six throwing handlers");
        Assert.That(server.Packets.Count(), Is.EqualTo(30));
    }

    [Test]
    public async Task Pitfall03_CloseWaitsForWhatLiteNetLibWouldDiscard()
    {
        var server = StartServer();
        var client = await Join(server);
        for (var i = 0; i < 500; i++) server.Peer.Send(new byte[900], client.Id);
        server.Peer.Send("the last"u8, client.Id);
        server.Peer.Close(4000, "over");
        await UntilGone(client, 1);
        Assert.That((client.Packets.Count(), client.Texts.Last()), Is.EqualTo((501, "the last")));
    }

    [Test]
    public async Task Pitfall04_LongestReasonArrivesWhole()
    {
        var reason = new string('r', CloseCode.MaxReasonBytes - 3) + "€";
        var server = StartServer();
        var client = await Join(server);
        server.Peer.DisconnectPeer(client.Id, 4999, reason);
        var info = await UntilGone(client, 1);
        Assert.That((info.Code, info.Text), Is.EqualTo((4999, reason)));
    }

    [Test]
    public async Task Pitfall05_SpoofedAddressNeverBecomesAPeer()
    {
        var server = StartServer();
        var player = await Join(server);
        using var spoofer = new RawClient(Of(server).LocalPort);
        // He never sees what is sent to the address that he claims, so he has no cookie, or one of another address.
        using var himself = new RawClient(Of(server).LocalPort);
        for (var i = 0; i < 100; i++)
        {
            spoofer.ChangeTime();
            spoofer.Send(spoofer.CreateJoin(i % 2 == 0 ? new byte[Protocol.CookieBytes] : himself.GetCookie()));
            spoofer.SendControl(ControlMessage.Confirm);
        }
        await AssertLinkWorks(server, player);
        Assert.That(server.Peer.Peers, Is.EqualTo([player.Id]));
        Assert.That(Of(server).Endpoint!.LiteNetPeers, Is.EqualTo(1), "Not even LiteNetLib has one.");
    }

    [Test]
    public async Task Pitfall06_RefusalsAreAnsweredWithoutMemory()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { MaxClients = 1 });
        var player = await Join(server);
        using var stranger = new RawClient(Of(server).LocalPort);
        for (var i = 0; i < 200; i++)
        {
            stranger.ChangeTime();
            stranger.Send(stranger.CreateJoin(stranger.GetCookie()));
            stranger.Receive(datagram => datagram[0] == DatagramKind.Refusal);
        }
        Assert.That(Of(server).Endpoint!.LiteNetPeers, Is.EqualTo(1), "LiteNetLib's own refusal makes a peer of each.");
        await AssertLinkWorks(server, player);
    }

    [Test]
    public async Task Pitfall07_AnnouncedFragmentsAreNotBelieved()
    {
        var server = StartServer();
        using var stranger = new RawClient(Of(server).LocalPort);
        stranger.Join();
        stranger.SendControl(ControlMessage.Confirm);
        await Until(() => server.Peer.Peers.Count == 1, "the stranger to be a peer");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        // Each would be an array of 65,535 places for LiteNetLib.
        for (ushort i = 0; i < 60; i++)
            stranger.Send([LitePacket.Channeled | 0x80, (byte)i, 0, 2, (byte)i, (byte)(i >> 8), 0, 0, 0xFF, 0xFF, 1, 2, 3]);
        stranger.Send([LitePacket.Ping, 1, 0]);
        stranger.Receive(datagram => LitePacket.KindOf(datagram[0]) == LitePacket.Pong);
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(1_000_000));
    }

    [Test]
    public async Task Pitfall08_ChannelTooManyThrowsInsteadOfBeingLost()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { ChannelsCount = 2 });
        var client = await Join(server, new LiteNetMultiplayerPeerOptions { ChannelsCount = 2 });
        Assert.That(client.Peer.MaxChannel, Is.EqualTo(1));
        foreach (var mode in new[] { TransferMode.Unreliable, TransferMode.UnreliableOrdered, TransferMode.Reliable })
            Assert.That(() => client.Peer.Send([1], 1, mode, channel: 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        client.Peer.Send([1], 1, TransferMode.Reliable, channel: 1);
        await Until(() => server.Packets.Any(), "the packet on the last channel");
        client.Peer.Close();
        Assert.That(() => client.Peer.Send([1], 1), Throws.InvalidOperationException, "So does a send when nobody is connected.");
    }

    [Test]
    public async Task Pitfall09_LiteNetLibsQueueIsKeptShort()
    {
        var server = StartServer();
        var client = await Join(server);
        var connection = Connection(Of(server), client.Id);
        server.IsPolled = false;
        var most = 0;
        for (var i = 0; i < 1000; i++)
        {
            Assert.That(server.Peer.TrySend(new byte[1000], client.Id), Is.True);
            server.Peer.Flush();
            most = Math.Max(most, connection.Peer!.GetPacketsCountInReliableQueue(0, ordered: true));
        }
        Assert.That(most, Is.LessThanOrEqualTo(64));
        Assert.That(() => FillUp(server.Peer, client.Id), Is.LessThan(5000), "And this library's queue is bounded.");
    }

    [Test]
    public async Task Pitfall10_WhatIsFlushedLeavesWithoutATick()
    {
        // LiteNetLib would wait for its tick of 15 ms; here the clock that it would need stands still.
        var time = new FakeTimeProvider();
        var server = CreatePeer(time: time);
        Of(server).CreateServer(0, "127.0.0.1");
        var client = CreatePeer(time: time);
        Of(client).CreateClient("127.0.0.1", Of(server).LocalPort);
        await UntilJoined(server, client);
        for (var i = 0; i < 100; i++)
        {
            client.Peer.Send([(byte)i], 1);
            client.Peer.Flush();
            await Until(() => server.Packets.Count() == i + 1, "the packet");
        }
    }

    [Test]
    public async Task Pitfall11_NameIsLookedUpAwayFromTheGame()
    {
        using var stuck = new ManualResetEventSlim();
        var options = new LiteNetMultiplayerPeerOptions
        {
            HandshakeTimeout = TimeSpan.FromMilliseconds(300),
            Resolve = _ =>
            {
                stuck.Wait();
                return Task.FromResult(new[] { IPAddress.Loopback });
            },
        };
        var client = CreatePeer(options);
        Of(client).CreateClient("game.example", 5000);
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
        Assert.That((await UntilFailed(client)).Reason, Is.EqualTo(DisconnectReason.Unreachable), "In time, though the look-up still goes on.");
        stuck.Set();
    }

    [Test]
    public async Task Pitfall12_EveryChannelIsALaneOfItsOwn()
    {
        var server = StartServer();
        var client = await Join(server);
        Assert.That(Connection(Of(server), client.Id).Peer, Is.TypeOf<NetPeer>(), "LiteNetPeer has one channel, and drops modes in silence.");
        for (var channel = 0; channel < 8; channel++)
        {
            foreach (var mode in new[] { TransferMode.Unreliable, TransferMode.UnreliableOrdered, TransferMode.Reliable })
            {
                client.Peer.Send([1], 1, mode, channel);
                await Until(() => server.Packets.LastOrDefault() is { } packet && packet.Channel == channel && packet.Mode == mode, $"{mode} on {channel}");
            }
        }
    }

    [Test]
    public async Task Pitfall13_PayloadsOutliveLiteNetLibsBuffers()
    {
        var server = StartServer();
        var client = await Join(server);
        server.TakesPackets = false;
        client.Peer.Send("mine"u8, 1);
        await Until(() => server.Peer.AvailablePacketCount == 1, "a packet");
        Assert.That(server.Peer.TryReceive(out var packet), Is.True);
        server.IsPolled = false;
        for (var i = 0; i < 500; i++)
        {
            client.Peer.Send(new byte[1000], 1, TransferMode.Unreliable);
            client.Peer.Flush();
            Of(server).Endpoint!.Turn();
        }
        Assert.That(packet.Payload.ToArray(), Is.EqualTo("mine"u8.ToArray()));
    }

    [Test]
    public async Task Pitfall14_LossIsSimulatedOnTheWayAndNotByLiteNetLib()
    {
        var server = StartServer();
        using var relay = new LossyRelay(Of(server).LocalPort, TestSeed.NewRandom()) { Percent = 15 };
        var client = StartClient(relay.Port, new LiteNetMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromSeconds(10) });
        await UntilJoined(server, client);
        for (var i = 0; i < 100; i++) client.Peer.Send([(byte)i], 1);
        await Until(() => server.Packets.Count() == 100, "all packets");
        Assert.That(server.Packets.Select(packet => packet.Payload[0]), Is.EqualTo(Enumerable.Range(0, 100)));
    }

    [Test]
    public void Pitfall15_SilenceIsTheSameAsOverWebSocket() =>
        Assert.That(new LiteNetMultiplayerPeerOptions().SilenceLimit, Is.EqualTo(new WebSockets.WebSocketMultiplayerPeerOptions().SilenceLimit));

    private static int FillUp(MultiplayerPeer peer, int target)
    {
        var taken = 0;
        while (peer.TrySend(new byte[1000], target)) taken++;
        return taken;
    }

    private static LiteNet.Endpoints.Connection Connection(LiteNetMultiplayerPeer peer, int id) => peer.FindConnection(id)!;
}

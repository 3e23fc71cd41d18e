using System.Net;
using System.Net.Sockets;
using Transport.LiteNet.Tests.Fixtures;

namespace Transport.LiteNet.Tests;

/// <summary>What the contract suite does not say of this carrier.</summary>
internal sealed class LiteNetMultiplayerPeerTests : LiteNetFixture
{
    [Test]
    public async Task AddressesOfPeersAreKnown()
    {
        var server = StartServer();
        var client = await Join(server);
        Assert.That(Of(server).GetPeerAddress(client.Id), Is.EqualTo(IPAddress.Loopback));
        Assert.That(Of(server).GetPeerPort(client.Id), Is.EqualTo(Of(client).LocalPort));
        Assert.That(Of(client).GetPeerAddress(1), Is.EqualTo(IPAddress.Loopback));
        Assert.That(Of(client).GetPeerPort(1), Is.EqualTo(Of(server).LocalPort));
        Assert.That(Of(server).GetPeerUserData(client.Id).IsEmpty, Is.True);
        Assert.That(() => Of(server).GetPeerAddress(2), Throws.ArgumentException);
        Assert.That(() => Of(client).GetPeerUserData(client.Id), Throws.ArgumentException);
        Assert.That(Of(CreatePeer()).LocalPort, Is.Zero);
    }

    [TestCase("*", "localhost")]
    [TestCase("*", "127.0.0.1")]
    [TestCase("*", "::1")]
    [TestCase("::1", "::1")]
    [TestCase("::", "::1")]
    [TestCase("0.0.0.0", "localhost")]
    public async Task ServerIsReachedWhereItIsBound(string bindAddress, string host)
    {
        if ((bindAddress + host).Contains(':', StringComparison.Ordinal) && !Socket.OSSupportsIPv6) Assert.Ignore("This machine has no IPv6.");
        var server = StartServer(bindAddress: bindAddress);
        var client = await Join(server, host: host);
        await AssertLinkWorks(server, client);
        var id = client.Id;
        client.Peer.Close(4000, "bye");
        Assert.That((await UntilGone(server, id)).Code, Is.EqualTo(4000));
    }

    [TestCase("::1", "127.0.0.1")]
    [TestCase("127.0.0.1", "::1")]
    public async Task ServerIsNotReachedWhereItIsNotBound(string bindAddress, string host)
    {
        if (!Socket.OSSupportsIPv6) Assert.Ignore("This machine has no IPv6.");
        var server = StartServer(bindAddress: bindAddress);
        var client = StartClient(Of(server).LocalPort, new LiteNetMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(300) }, host);
        Assert.That((await UntilFailed(client)).Reason, Is.EqualTo(DisconnectReason.Unreachable));
    }

    [Test]
    public async Task NameThatDoesNotExistIsUnreachable()
    {
        var info = await UntilFailed(StartClient(5000, host: "nobody.invalid"));
        Assert.That((info.Reason, info.Origin), Is.EqualTo((DisconnectReason.Unreachable, DisconnectOrigin.Network)));
        Assert.That(info.Text, Is.Not.Empty);
    }

    [Test]
    public async Task AllAddressesOfANameAreTriedAndTheFirstThatAnswersIsJoined()
    {
        var server = StartServer();
        // Addresses for documentation: nobody is there, and to some there is no way at all.
        var options = new LiteNetMultiplayerPeerOptions
        {
            Resolve = _ => Task.FromResult(new[] { IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.2"), IPAddress.Loopback }),
        };
        var client = await Join(server, options, host: "game.example");
        Assert.That(Of(client).GetPeerAddress(1), Is.EqualTo(IPAddress.Loopback));
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task PortWhereNobodyAnswersIsUnreachableWithinTheHandshakeTimeout()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var time = TimeProvider.System.GetTimestamp();
        var options = new LiteNetMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(400) };
        var info = await UntilFailed(StartClient(((IPEndPoint)nobody.LocalEndPoint!).Port, options));
        Assert.That((info.Reason, info.Text), Is.EqualTo((DisconnectReason.Unreachable, "Nobody answered in time.")));
        Assert.That(TimeProvider.System.GetElapsedTime(time), Is.GreaterThanOrEqualTo(options.HandshakeTimeout));
    }

    [Test]
    public async Task ServerThatAnswersTheKnockOnlyIsTooSlow()
    {
        using var halfServer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        halfServer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var options = new LiteNetMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(400) };
        var client = StartClient(((IPEndPoint)halfServer.LocalEndPoint!).Port, options);
        var answering = Task.Run(() =>
        {
            var knock = new byte[2048];
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            halfServer.ReceiveFrom(knock, ref from);
            var challenge = new byte[LiteNet.Wire.Challenge.Bytes];
            LiteNet.Wire.Challenge.Write(challenge, knock.AsSpan(6, 16), LiteNet.Security.SecurityKind.None, new byte[24]);
            halfServer.SendTo(challenge, from);
        });
        Assert.That((await UntilFailed(client)).Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
        await answering;
    }

    [Test]
    public async Task ServerStartsAgainOnTheSamePortWhileTheLastSessionLeaves()
    {
        var server = StartServer();
        var port = Of(server).LocalPort;
        var client = await Join(server);
        client.IsPolled = false;
        server.Peer.Close(CloseCode.GoingAway, "the next round begins");
        Of(server).CreateServer(port, "127.0.0.1");
        Assert.That(Of(server).LocalPort, Is.EqualTo(port));
        var next = await Join(server);
        await AssertLinkWorks(server, next);
        client.IsPolled = true;
        Assert.That((await UntilGone(client, 1)).Text, Is.EqualTo("the next round begins"));
        await server.Peer.CloseAsync();
        using var other = new LiteNetMultiplayerPeer();
        Assert.That(() => other.CreateServer(port, "127.0.0.1"), Throws.Nothing, "The port is free.");
    }

    [Test]
    public async Task CloseOfOneSessionIsNotWaitedForInTheNext()
    {
        var server = StartServer();
        var port = Of(server).LocalPort;
        await Join(server);
        var closing = server.Peer.CloseAsync().AsTask();
        Of(server).CreateServer(port, "127.0.0.1");
        await Until(() => closing.IsCompleted, "the end of the first session");
        Assert.That(server.IsConnected, Is.True);
    }

    [Test]
    public async Task PortOfASessionThatIsLeavingIsNotHadWithOtherOptions()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { DrainTimeout = TimeSpan.FromMilliseconds(200) });
        var port = Of(server).LocalPort;
        var client = await Join(server, new LiteNetMultiplayerPeerOptions { InboundQueueBytes = 1000 });
        client.IsPolled = false;
        for (var i = 0; i < 100; i++) server.Peer.Send(new byte[500], client.Id);
        server.Peer.Close();
        Of(server).Options.ChannelsCount = 3;
        Assert.That(() => Of(server).CreateServer(port, "127.0.0.1"), Throws.InvalidOperationException.With.Message.Contains("CloseAsync"));
        Assert.That(server.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected), "Nothing has changed.");
        await server.Peer.CloseAsync();
        Of(server).CreateServer(port, "127.0.0.1");
        await Join(server, new LiteNetMultiplayerPeerOptions { ChannelsCount = 3 });
    }

    [Test]
    public async Task DisposedServerFreesItsPortAtOnce()
    {
        var server = StartServer();
        var port = Of(server).LocalPort;
        await Join(server);
        server.Peer.Dispose();
        server.IsPolled = false;
        for (var i = 0; i < 20; i++)
        {
            using var next = new LiteNetMultiplayerPeer();
            Assert.That(() => next.CreateServer(port, "127.0.0.1"), Throws.Nothing);
        }
    }

    [Test]
    public async Task RestartedServerTellsClientsThatItDoesNotKnowThem()
    {
        var server = StartServer();
        var port = Of(server).LocalPort;
        var client = await Join(server, new LiteNetMultiplayerPeerOptions { PingInterval = TimeSpan.FromMilliseconds(50) });
        // The process dies: nobody is told.
        Of(server).Endpoint!.IsSilenced = true;
        server.Peer.Dispose();
        server.IsPolled = false;
        StartServer(port: port);
        var info = await UntilGone(client, 1);
        Assert.That((info.Reason, info.Origin, info.IsClean), Is.EqualTo((DisconnectReason.ConnectionLost, DisconnectOrigin.Network, false)));
    }

    [Test]
    public async Task ClientMayChooseItsPort()
    {
        var server = StartServer();
        var free = new LiteNetMultiplayerPeer();
        free.CreateServer(0);
        var port = free.LocalPort;
        free.Dispose();
        var client = CreatePeer();
        Of(client).CreateClient("127.0.0.1", Of(server).LocalPort, port);
        await UntilJoined(server, client);
        Assert.That(Of(server).GetPeerPort(client.Id), Is.EqualTo(port));
    }

    [Test]
    public async Task RoundTripsAreMeasured()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { PingInterval = TimeSpan.FromMilliseconds(20) });
        var client = await Join(server, new LiteNetMultiplayerPeerOptions { PingInterval = TimeSpan.FromMilliseconds(20) });
        await Until(
            () => server.Peer.GetStatistics(client.Id).RoundTripTime is not null && client.Peer.GetStatistics(1).RoundTripTime is not null, "both ends to measure");
        Assert.That(server.Peer.GetStatistics(client.Id).RoundTripTime, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task ClientWithAnotherNumberOfChannelsIsRefused()
    {
        var server = StartServer();
        var info = await UntilFailed(StartClient(Of(server).LocalPort, new LiteNetMultiplayerPeerOptions { ChannelsCount = 3 }));
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Refused, DisconnectOrigin.Remote, 409, "The server has 8 channels, not 3.")));
    }

    [Test]
    public async Task FivePacketsAndThenACloseAllArrive()
    {
        var server = StartServer();
        var client = await Join(server);
        for (var i = 0; i < 5; i++) server.Peer.Send([(byte)i], client.Id);
        server.Peer.Close(4000, "and that was it");
        Assert.That(await UntilGone(client, 1), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4000, "and that was it", isClean: true)));
        Assert.That(client.Packets.Select(packet => packet.Payload[0]), Is.EqualTo(new byte[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public async Task OversizeUnreliablePacketThrowsAndTheLargestArrives([Values(TransferMode.Unreliable, TransferMode.UnreliableOrdered)] TransferMode mode, [Values] bool isSealed)
    {
        var options = new LiteNetMultiplayerPeerOptions { Security = isSealed ? LiteNetSecurity.SharedSecret(new byte[16]) : null };
        var server = StartServer(options);
        var client = await Join(server, options);
        var size = client.Peer.MaxPacketSize(mode);
        Assert.That(size, Is.EqualTo((mode == TransferMode.Unreliable ? 1022 : 1020) - (isSealed ? 25 : 0)));
        Assert.That(() => client.Peer.Send(new byte[size + 1], 1, mode), Throws.ArgumentException);
        client.Peer.Send(new byte[size], 1, mode, channel: 7);
        await Until(() => server.Packets.Any(), "the largest packet");
        Assert.That((server.Packets.Single().Payload.Length, server.Packets.Single().Mode, server.Packets.Single().Channel), Is.EqualTo((size, mode, 7)));
    }

    [Test]
    public async Task UnreliablePacketsThatFindNoRoomAreDroppedAndReliableOnesAreNot()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { InboundQueuePackets = 10 });
        var client = await Join(server);
        server.TakesPackets = false;
        for (var i = 0; i < 10; i++) client.Peer.Send([1], 1, TransferMode.Unreliable);
        await Until(() => server.Peer.AvailablePacketCount == 10, "ten packets");
        for (var i = 0; i < 5; i++) client.Peer.Send([2], 1, TransferMode.Unreliable);
        for (var i = 0; i < 5; i++) client.Peer.Send([3], 1);
        await Until(() => server.Peer.AvailablePacketCount == 15, "the reliable ones");
        server.TakeAll();
        Assert.That(server.Packets.Select(packet => packet.Payload[0]), Is.EqualTo(Enumerable.Repeat((byte)1, 10).Concat(Enumerable.Repeat((byte)3, 5))));
        client.Peer.Send([4], 1, TransferMode.Unreliable);
        server.TakesPackets = true;
        await Until(() => server.Packets.Last().Payload[0] == 4, "room again");
    }

    [Test]
    public async Task LanesDoNotWaitForEachOther()
    {
        var server = StartServer();
        var client = await Join(server);
        for (var i = 0; i < 300; i++) client.Peer.Send(new byte[2000], 1, TransferMode.Reliable, channel: 1);
        client.Peer.Send([1], 1, TransferMode.Reliable, channel: 0);
        await Until(() => server.Packets.Any(packet => packet.Channel == 0), "the packet on the other lane");
        Assert.That(server.Packets.Count(packet => packet.Channel == 1), Is.LessThan(300));
        await Until(() => server.Packets.Count() == 301, "all");
    }

    [Test]
    public async Task ClosedLaneOfALargePacketKeepsTheOthersInOrder()
    {
        var server = StartServer();
        var client = await Join(server);
        var random = TestSeed.NewRandom();
        var sent = new List<(int Channel, byte[] Payload)>();
        for (var i = 0; i < 200; i++)
        {
            var payload = random.NextBytes(random.Next(6) == 0 ? random.Next(60_000) : random.Next(100));
            sent.Add((random.Next(8), payload));
        }
        foreach (var (channel, payload) in sent) client.Peer.Send(payload, 1, TransferMode.Reliable, channel);
        await Until(() => server.Packets.Count() == sent.Count, "all packets");
        for (var channel = 0; channel < 8; channel++)
        {
            Assert.That(
                server.Packets.Where(packet => packet.Channel == channel).Select(packet => packet.Payload),
                Is.EqualTo(sent.Where(item => item.Channel == channel).Select(item => item.Payload)));
        }
    }
}

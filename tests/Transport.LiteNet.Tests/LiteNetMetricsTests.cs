using Transport.LiteNet.Tests.Fixtures;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests;

[NonParallelizable]
internal sealed class LiteNetMetricsTests : LiteNetFixture
{
    [Test]
    public async Task RefusalsAreCountedByCode()
    {
        using var meters = new Meters("transport.code");
        var server = StartServer(new LiteNetMultiplayerPeerOptions { MaxClients = 1, HandshakeTimeout = TimeSpan.FromMilliseconds(300) });
        using (var stranger = new RawClient(Of(server).LocalPort))
        {
            stranger.Join();
            await UntilFailed(StartClient(Of(server).LocalPort));
            await Until(() => meters.Of("transport.refusals", -1) == 1, "the one that does not confirm to time out");
        }
        Assert.That(meters.Of("transport.refusals", 503), Is.EqualTo(1));
    }

    [Test]
    public async Task DatagramsThatAreNotLetInAreCountedByCause()
    {
        using var meters = new Meters("transport.cause");
        var server = StartServer();
        using var stranger = new RawClient(Of(server).LocalPort);
        stranger.Send([1, 2, 3, 4, 5]);
        stranger.Send(stranger.CreateJoin(new byte[Protocol.CookieBytes]));
        stranger.Join();
        stranger.Send([LitePacket.Ping]);
        await Until(() => meters.Of("transport.datagrams.refused", "unexpected") == 1, "the last one");
        Assert.That((meters.Of("transport.datagrams.refused", "stranger"), meters.Of("transport.datagrams.refused", "cookie")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task UnreliablePacketsThatFindNoRoomAreCountedByDirection()
    {
        using var meters = new Meters("transport.direction");
        var server = StartServer(new LiteNetMultiplayerPeerOptions { InboundQueuePackets = 3 });
        var client = await Join(server, new LiteNetMultiplayerPeerOptions { OutboundQueuePackets = 5 });
        server.TakesPackets = false;
        client.IsPolled = false;
        // Far more than the queue holds, and far quicker than they leave.
        for (var i = 0; i < 2000; i++) client.Peer.Send([1], 1, TransferMode.Unreliable);
        Assert.That(meters.Of("transport.packets.dropped", "sent"), Is.GreaterThan(0));
        client.IsPolled = true;
        for (var i = 0; i < 5; i++)
        {
            client.Peer.Send([1], 1, TransferMode.Unreliable);
            PollAll();
        }
        await Until(() => meters.Of("transport.packets.dropped", "received") > 0, "packets to be dropped at the server");
        // What is received together is handed over together, behind those that were dropped.
        await Until(() => server.Peer.AvailablePacketCount > 0, "those that had room");
        PollAll();
        Assert.That(server.Peer.AvailablePacketCount, Is.EqualTo(3));
        Assert.That(client.IsConnected, Is.True, "Send promises nothing in this mode, so nobody is disconnected.");
    }
}

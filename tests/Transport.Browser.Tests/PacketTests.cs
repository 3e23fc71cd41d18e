using Transport.Browser.App.Shared;
using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>Packets between a page and a server.</summary>
internal sealed class PacketTests : BrowserTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task ClientGetsItsIdAndPacketsGoBothWaysInOrder(bool isPolledInFrames)
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, id) = await JoinAsync(server, new PagePeerOptions { IsPolledInFrames = isPolledInFrames });
        SendNumbered(server, id, 300, 64);
        await peer.SendNumberedAsync(300, 64);
        await AssertNumberedAsync(server, id, 300, 64);
        var report = await peer.ReceivedAsync(300);
        Assert.That(report.Id, Is.EqualTo(id));
        Assert.That(report.Log, Is.EqualTo(Enumerable.Repeat("1: 64 bytes", 300).Prepend("+1")));
        await peer.AssertNumberedAsync(0, 300, 64);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(60_000)]
    [TestCase(65_535)]
    public async Task PacketOfEachSizeArrives(int size)
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, id) = await JoinAsync(server);
        SendNumbered(server, id, 3, size);
        await peer.SendNumberedAsync(3, size);
        await AssertNumberedAsync(server, id, 3, size);
        await peer.ReceivedAsync(3);
        await peer.AssertNumberedAsync(0, 3, size);
    }

    [Test]
    public async Task PeersOfOnePageAreToldApart()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (first, firstId) = await JoinAsync(server);
        var (second, secondId) = await JoinAsync(server);
        Assert.That(firstId, Is.Not.EqualTo(secondId));
        SendNumbered(server, MultiplayerPeer.TargetPeerBroadcast, 1, 10);
        SendNumbered(server, -firstId, 1, 20);
        SendNumbered(server, firstId, 1, 30);
        Assert.That((await first.ReceivedAsync(2)).Log, Is.EqualTo(new[] { "+1", "1: 10 bytes", "1: 30 bytes" }));
        Assert.That((await second.ReceivedAsync(2)).Log, Is.EqualTo(new[] { "+1", "1: 10 bytes", "1: 20 bytes" }));
        await second.SendNumberedAsync(1, 40);
        Assert.That((await server.ReceiveAsync(Deadline)).Sender, Is.EqualTo(secondId));
        await first.CloseAsync();
        Assert.That((await server.DisconnectedAsync(Deadline)).Id, Is.EqualTo(firstId));
        SendNumbered(server, MultiplayerPeer.TargetPeerBroadcast, 1, 50);
        await second.ReceivedAsync(3);
    }

    [Test]
    public async Task StatisticsCountPacketsAndBytes()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, _) = await JoinAsync(server);
        await peer.SendNumberedAsync(5, 100);
        var statistics = (await peer.ReceivedAsync(5)).Statistics!.Value;
        Assert.That((statistics.PacketsSent, statistics.BytesSent), Is.EqualTo((5, 500)));
        Assert.That((statistics.PacketsReceived, statistics.BytesReceived), Is.EqualTo((5, 500)));
        Assert.That((statistics.QueuedPackets, statistics.QueuedBytes), Is.EqualTo((0, 0)));
        Assert.That(statistics.RoundTripTime, Is.Null, "A page sends no pings.");
    }

    [Test]
    public async Task PacketAboveThePagesLimitEndsTheConnection()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, id) = await JoinAsync(server, new PagePeerOptions { MaxMessageBytes = 1000 });
        SendNumbered(server, id, 1, 1000);
        SendNumbered(server, id, 1, 1001);
        var end = await peer.EndedAsync();
        Assert.That((end.Reason, end.Origin), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Local)));
        var (_, info) = await server.DisconnectedAsync(Deadline);
        Assert.That((info.Reason, info.Origin), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Remote)));
        Assert.That((await peer.ReportAsync()).Packets, Is.EqualTo(1));
    }

    [Test]
    public async Task NothingIsLostWhenThePageTakesItsTime()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, id) = await JoinAsync(server, new PagePeerOptions { IsPolledInFrames = true, TakesPackets = false, InboundQueuePackets = 3 });
        SendNumbered(server, id, 50, 64);
        await peer.CountedAsync(3);
        await peer.TakePacketsAsync();
        await peer.ReceivedAsync(50);
        await peer.AssertNumberedAsync(0, 50, 64);
    }

    [Test]
    public async Task TrySendTakesAsManyPacketsAsTheLimit()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, id) = await JoinAsync(server, new PagePeerOptions { OutboundQueuePackets = 3 });
        Assert.That(await peer.TrySendAsync(10, 64), Is.EqualTo(3));
        await AssertNumberedAsync(server, id, 3, 64);
        Assert.That(await peer.TrySendAsync(10, 64), Is.EqualTo(3));
        await AssertNumberedAsync(server, id, 3, 64);
    }

    [Test]
    public async Task SendOnAFullQueueEndsAsASlowConsumer()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (peer, _) = await JoinAsync(server, new PagePeerOptions { OutboundQueuePackets = 3 });
        await peer.SendNumberedAsync(4, 64);
        Assert.That((await peer.EndedAsync()).Reason, Is.EqualTo(DisconnectReason.SlowConsumer));
        var (_, info) = await server.DisconnectedAsync(Deadline);
        Assert.That((info.Reason, info.Code, info.Text), Is.EqualTo((DisconnectReason.Closed, 3008, "slow consumer")));
    }

    private static void SendNumbered(RunningMultiplayerPeer server, int target, int count, int size) => server.Do(server =>
    {
        for (var number = 0; number < count; number++) server.Send(NumberedPayload.Create(number, size), target);
    });

    private async Task AssertNumberedAsync(RunningMultiplayerPeer server, int sender, int count, int size)
    {
        for (var number = 0; number < count; number++)
        {
            var packet = await server.ReceiveAsync(Deadline);
            Assert.That(packet.Sender, Is.EqualTo(sender));
            Assert.That(NumberedPayload.Is(packet.Payload, number, size), $"packet {number}");
        }
    }
}

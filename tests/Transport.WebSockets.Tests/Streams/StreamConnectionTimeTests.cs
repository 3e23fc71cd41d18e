using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>Pings and silence, in virtual time.</summary>
internal sealed class StreamConnectionTimeTests
{
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task ServerPingsAtItsInterval()
    {
        using var session = new MemorySession();
        var (client, _, link) = await session.OpenRawAsync();
        await session.Elapse(PingInterval - Tick);
        Assert.That(link.Client.Waiting, Is.Zero);
        await session.Elapse(Tick);
        var ping = await client.ReadFrameAsync();
        Assert.That(ping.Opcode, Is.EqualTo(Opcode.Ping));
        await session.Elapse(PingInterval - Tick);
        Assert.That(link.Client.Waiting, Is.Zero);
        await session.Elapse(Tick);
        Assert.That((await client.ReadFrameAsync()).Payload, Is.Not.EqualTo(ping.Payload));
    }

    [Test]
    public async Task ServerPingsWithoutBeingPolled()
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync();
        session.Time.Advance(PingInterval);
        Assert.That((await client.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Ping));
    }

    [Test]
    public async Task ThePongMeasuresTheRoundTrip()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync();
        Assert.That(session.Server.Peer.GetStatistics(id).RoundTripTime, Is.Null);
        session.Time.Advance(PingInterval);
        var ping = await client.ReadFrameAsync();
        session.Time.Advance(TimeSpan.FromMilliseconds(42));
        await client.SendAsync(new RawFrame(Opcode.Pong, ping.Payload, IsMasked: true));
        await session.Until(() => session.Server.Peer.GetStatistics(id).RoundTripTime is not null, "a round trip");
        Assert.That(session.Server.Peer.GetStatistics(id).RoundTripTime, Is.EqualTo(TimeSpan.FromMilliseconds(42)));
    }

    [Test]
    public async Task ARemoteThatNeverSaysAnythingIsDeadAfterTheSilenceLimit()
    {
        using var session = new MemorySession();
        var (_, id, link) = await session.OpenRawAsync();
        await session.Elapse(SilenceLimit - Tick);
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(Tick);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.Multiple(() =>
        {
            Assert.That(session.Server.Left[0].Id, Is.EqualTo(id));
            Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.TimedOut));
            Assert.That(session.Server.Left[0].Info.Origin, Is.EqualTo(DisconnectOrigin.Network));
            Assert.That(session.Server.Left[0].Info.Text, Does.Contain("30 s"));
        });
        await Pump.Soon(link.Served, "the cut");
    }

    [TestCase(Opcode.Pong)]
    [TestCase(Opcode.Ping)]
    [TestCase(Opcode.Text)]
    public async Task AnySignOfLifeCounts(Opcode opcode)
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync(capacity: 1 << 20);
        for (var i = 0; i < 4; i++)
        {
            await session.Elapse(SilenceLimit - Tick);
            await client.SendAsync(new RawFrame(opcode, [], IsMasked: true));
        }
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(SilenceLimit - Tick);
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(Tick);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
    }

    [Test]
    public async Task ACutCableIsFoundOnBothEndsWithinTheSilenceLimit()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        await session.Elapse(TimeSpan.FromSeconds(25));
        // Last heard at 20 s, when the pings crossed.
        link.Client.GoSilent();
        client.Send("into the void");
        session.Server.Send("into the void");
        await session.Elapse(TimeSpan.FromSeconds(25) - Tick);
        Assert.That(client.Left, Is.Empty);
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(Tick);
        await session.Until(() => client.Left.Count == 1 && session.Server.Left.Count == 1, "both ends to know");
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.TimedOut));
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.TimedOut));
        Assert.That(link.Client.IsDisposed && link.Server.IsDisposed, Is.True);
    }

    [Test]
    public async Task TheSilenceLimitIsAnOption()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions
        {
            PingInterval = TimeSpan.FromSeconds(1),
            SilenceLimit = TimeSpan.FromSeconds(3),
        });
        var (client, link) = await session.ConnectAsync();
        await session.Elapse(TimeSpan.FromSeconds(60));
        Assert.That(session.Server.Left, Is.Empty);
        link.Client.GoSilent();
        await session.Elapse(TimeSpan.FromSeconds(2.9));
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(TimeSpan.FromSeconds(1));
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(client.Left, Is.Empty);
    }

    [Test]
    public async Task AClientThatIsBusyAndDoesNotPollIsNotTakenForDead()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        await session.Elapse(TimeSpan.FromMinutes(5), session.Server.Poll);
        Assert.That(session.Server.Left, Is.Empty);
        client.Send("back again");
        await session.Until(() => session.Server.Packets.Count == 1, "a packet");
    }

    [Test]
    public async Task ABusyClientWithAFullQueueIsNotTakenForDead()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 1 });
        for (var i = 0; i < 3; i++) session.Server.Send($"{i}");
        await session.Elapse(TimeSpan.FromMinutes(2), session.Server.Poll);
        Assert.That(session.Server.Left, Is.Empty);
        await session.Until(() => client.Packets.Count == 3, "its packets");
    }

    [Test]
    public async Task ABusyServerTakesNobodyForDead()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 1 });
        session.Server.TakesPackets = false;
        var (client, _, _) = await session.OpenRawAsync(capacity: 1 << 20);
        for (var i = 0; i < 3; i++) await client.SendAsync(RawFrame.Text($"{i}"));
        await session.Elapse(TimeSpan.FromMinutes(2));
        Assert.That(session.Server.Left, Is.Empty);
        // The silence counts again from where it stood.
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Packets.Count == 3, "the packets");
        await session.Elapse(SilenceLimit - Tick);
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(Tick);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
    }

    [Test]
    public async Task AProcessThatStoodStillTakesNobodyForDead()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        session.Time.Advance(TimeSpan.FromHours(8));
        await session.Rounds();
        Assert.That(session.Server.Left, Is.Empty);
        Assert.That(client.Left, Is.Empty);
        link.Client.GoSilent();
        await session.Elapse(SilenceLimit + PingInterval);
        await session.Until(() => session.Server.Left.Count == 1 && client.Left.Count == 1, "both ends to know");
    }

    [Test]
    public async Task WithoutAPingIntervalSilenceIsNoEnd()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { PingInterval = TimeSpan.Zero });
        var (_, _, link) = await session.OpenRawAsync();
        await session.Elapse(TimeSpan.FromMinutes(10));
        Assert.That(link.Client.Waiting, Is.Zero);
        Assert.That(session.Server.Left, Is.Empty);
    }

    [Test]
    public async Task ABareWebSocketPeerDoesNotPing()
    {
        using var pair = await PeerPair.OpenAsync();
        var writes = pair.ServerLink.Writes + pair.ClientLink.Writes;
        await pair.Elapse(TimeSpan.FromMinutes(10));
        Assert.That(pair.ServerLink.Writes + pair.ClientLink.Writes, Is.EqualTo(writes));
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Open));
        Assert.That(pair.Client.Statistics.RoundTripTime, Is.Null);
    }

    [Test]
    public async Task ABareWebSocketPeerPingsWhenItIsTold()
    {
        using var pair = await PeerPair.OpenAsync(new WebSocketOptions { PingInterval = TimeSpan.FromSeconds(1), SilenceLimit = TimeSpan.FromSeconds(2) });
        await pair.Elapse(TimeSpan.FromSeconds(10));
        Assert.That(pair.Server.Statistics.RoundTripTime, Is.EqualTo(TimeSpan.Zero));
        pair.ClientLink.GoSilent();
        await pair.Elapse(TimeSpan.FromSeconds(3));
        Assert.That(pair.Server.ReadyState, Is.EqualTo(WebSocketState.Closed));
        Assert.That(pair.Server.CloseCode, Is.EqualTo(CloseCode.None));
        Assert.That(pair.Server.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.TimedOut));
    }
}

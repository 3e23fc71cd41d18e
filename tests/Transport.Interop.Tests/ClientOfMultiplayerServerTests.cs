using System.Buffers.Binary;
using System.Net.Sockets;
using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>A stranger is the client of a <see cref="WebSocketMultiplayerPeer"/>, as a Godot game would be.</summary>
internal abstract class ClientOfMultiplayerServerTests : InteropTests
{
    private const int DefaultLimit = 65_535;
    private const int OneMebibyte = 1 << 20;

    /// <summary>The stranger; it connects.</summary>
    protected abstract Stranger Client { get; }

    /// <summary>What the stranger needs besides the URL, to trust <see cref="InteropTests.Trusted"/>.</summary>
    protected virtual object? TrustOptions => null;

    [Test]
    public async Task FirstMessageIsTheIdThatTheServerKnowsThePeerBy()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var greeting = await client.ReceiveAsync(Deadline);
        Assert.That(greeting.IsText, Is.False);
        Assert.That(greeting.Payload, Has.Length.EqualTo(4));
        var id = BinaryPrimitives.ReadInt32LittleEndian(greeting.Payload);
        Assert.That(id, Is.GreaterThanOrEqualTo(2));
        Assert.That(await server.ConnectedAsync(Deadline), Is.EqualTo(id));
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(DefaultLimit)]
    public async Task PacketComesBackAsItIs(int length)
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, _) = await JoinAsync(server);
        await client.SendAsync(Message.Binary(length), Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(length)));
    }

    [Test]
    public async Task OneMebibyteComesBackWhenTheLimitIsRaised()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options =>
        {
            options.MaxMessageBytes = OneMebibyte;
            options.OutboundQueueBytes = 2 * OneMebibyte;
        });
        var (client, _) = await JoinAsync(server);
        await client.SendAsync(Message.Binary(OneMebibyte), Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(OneMebibyte)));
    }

    // Godot does not look at the kind either.
    [Test]
    public async Task TextIsTakenForAPacket()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, _) = await JoinAsync(server);
        await client.SendAsync("move", Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(new Message("move"u8.ToArray())));
    }

    [Test]
    public async Task PacketNamesItsSenderAndReachesItsTargets()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (first, firstId) = await JoinAsync(server);
        var (second, secondId) = await JoinAsync(server);
        Assert.That(firstId, Is.Not.EqualTo(secondId));

        await second.SendAsync([2], Deadline);
        var packet = await server.ReceiveAsync(Deadline);
        Assert.That((packet.Sender, packet.Payload[0]), Is.EqualTo((secondId, (byte)2)));

        server.Do(peer =>
        {
            peer.Send([10], MultiplayerPeer.TargetPeerBroadcast);
            peer.Send([11], firstId);
            peer.Send([12], -firstId);
        });
        Assert.That((await first.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 10 }));
        Assert.That((await first.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 11 }));
        Assert.That((await second.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 10 }));
        Assert.That((await second.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 12 }));
    }

    [Test]
    public async Task TenThousandPacketsComeBackInOrder()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, _) = await JoinAsync(server);
        await client.SendNumberedAsync(10_000, 16, Deadline);
        await client.ReceiveNumberedAsync(10_000, 16, Deadline);
    }

    [Test]
    public async Task DisconnectedPeerSeesCodeAndReasonAfterWhatWasQueued()
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (client, id) = await JoinAsync(server);
        server.Do(peer =>
        {
            for (var length = 0; length < 100; length++) peer.Send(Message.Binary(length).Payload, id);
            peer.DisconnectPeer(id, 4003, "kicked");
        });
        for (var length = 0; length < 100; length++) Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(length)));
        var closed = await client.ClosedAsync(Deadline);
        var (gone, info) = await server.DisconnectedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(closed, Is.EqualTo(new StrangerSocket.Closed(4003, "kicked", WasClean: true)));
            Assert.That(gone, Is.EqualTo(id));
            Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 4003, "kicked", isClean: true)));
        }
    }

    [Test]
    public async Task EveryoneSeesCodeAndReasonWhenTheServerCloses()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (first, _) = await JoinAsync(server);
        var (second, _) = await JoinAsync(server);
        server.Do(static peer => peer.Close(1001, "good night"));
        var expected = new StrangerSocket.Closed(1001, "good night", WasClean: true);
        Assert.That(await first.ClosedAsync(Deadline), Is.EqualTo(expected));
        Assert.That(await second.ClosedAsync(Deadline), Is.EqualTo(expected));
    }

    // A Godot client that quits closes with 3001.
    [TestCase(1000, "")]
    [TestCase(3001, "destroyed")]
    public async Task ServerIsToldCodeAndReasonAfterTheLastPacket(int code, string reason)
    {
        await using var server = RunningMultiplayerPeer.Serve(echoes: false);
        var (client, id) = await JoinAsync(server);
        await client.SendAsync("bye"u8.ToArray(), Deadline);
        await client.CloseAsync(code, reason, Deadline);
        Assert.That((await server.ReceiveAsync(Deadline)).Payload, Is.EqualTo("bye"u8.ToArray()));
        var (gone, info) = await server.DisconnectedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gone, Is.EqualTo(id));
            Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, reason, isClean: true)));
            Assert.That(await client.ClosedAsync(Deadline), Is.EqualTo(new StrangerSocket.Closed(code, reason, WasClean: true)));
        }
    }

    [Test]
    public async Task PacketAboveTheLimitIsAnsweredWith1009()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, id) = await JoinAsync(server);
        await client.SendAsync(Message.Binary(DefaultLimit + 1), Deadline);
        var closed = await client.ClosedAsync(Deadline);
        var (gone, info) = await server.DisconnectedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(closed.Code, Is.EqualTo(CloseCode.MessageTooBig));
            Assert.That((gone, info.Reason, info.Origin), Is.EqualTo((id, DisconnectReason.PacketTooLarge, DisconnectOrigin.Local)));
        }
    }

    [Test]
    public async Task ClientIsAnsweredWith503WhileNewOnesAreRefused()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (inside, _) = await JoinAsync(server);
        server.Do(static peer => peer.RefuseNewConnections = true);
        await AssertRefusedAsync(Client, server.Url, 503);
        await inside.SendAsync([1], Deadline);
        Assert.That((await inside.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 1 }));
        server.Do(static peer => peer.RefuseNewConnections = false);
        await JoinAsync(server);
    }

    [Test]
    public async Task ClientIsAnsweredWith503WhileTheServerIsFull()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options => options.MaxClients = 1);
        var (first, _) = await JoinAsync(server);
        await AssertRefusedAsync(Client, server.Url, 503);
        await first.CloseAsync(1000, "", Deadline);
        await server.DisconnectedAsync(Deadline);
        await JoinAsync(server);
    }

    [Test]
    public async Task ClientIsAnsweredWith503WhileTooManyAreInTheirHandshake()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options => options.MaxPendingHandshakes = 1);
        using (var silent = new TcpClient())
        {
            await silent.ConnectAsync("localhost", server.Url.Port, Deadline);
            for (var time = 0; time < 10; time++) await AssertRefusedAsync(Client, server.Url, 503);
        }
        await UntilAsync(
            async () => (await Client.TryOpenAsync(server.Url, Deadline)).Socket is not null, "the place of the silent one was free");
    }

    [Test]
    public async Task SubprotocolIsChosenOrRefused()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options => options.SupportedProtocols.Add("chess"));
        var client = await Client.OpenAsync(server.Url, Deadline, null, "checkers", "chess");
        Assert.That(client.Protocol, Is.EqualTo("chess"));
        await AssertRefusedAsync(Client, server.Url, 400, "checkers");
    }

    [Test]
    public async Task PongsOfAStrangerGiveTheRoundTripTime()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options => options.PingInterval = TimeSpan.FromMilliseconds(20));
        var (_, id) = await JoinAsync(server);
        await UntilAsync(() => server.Use(peer => peer.GetStatistics(id).RoundTripTime) is not null, "a pong came");
    }

    [Test]
    public async Task PlaysOverTlsWithAStrangerThatTrustsTheCertificate()
    {
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(Trusted.Certificate));
        var client = await Client.OpenAsync(server.Url, Deadline, TrustOptions);
        Assert.That((await client.ReceiveAsync(Deadline)).Payload, Has.Length.EqualTo(4));
        await client.SendAsync(Message.Binary(1000), Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(1000)));
    }

    [Test]
    public async Task StrangerTakesNoCertificateThatItDoesNotTrust()
    {
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(Unknown.Certificate));
        var opening = await Client.TryOpenAsync(server.Url, Deadline, TrustOptions);
        Assert.That(opening.Socket, Is.Null);
        Assert.That(server.Use(static peer => peer.Peers), Is.Empty);
    }

    /// <summary>Connects, takes the id, and waits until the server knows it.</summary>
    protected async Task<(StrangerSocket Socket, int Id)> JoinAsync(RunningMultiplayerPeer server, object? options = null)
    {
        var client = await Client.OpenAsync(server.Url, Deadline, options);
        var id = BinaryPrimitives.ReadInt32LittleEndian((await client.ReceiveAsync(Deadline)).Payload);
        Assert.That(await server.ConnectedAsync(Deadline), Is.EqualTo(id));
        return (client, id);
    }
}

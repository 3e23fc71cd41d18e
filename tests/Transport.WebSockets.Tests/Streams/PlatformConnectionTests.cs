using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>A client over the platform's own socket, as in a browser; here over that of .NET.</summary>
internal sealed class PlatformConnectionTests
{
    [Test]
    public async Task ClientGetsItsIdAndPacketsGoBothWays()
    {
        using var server = Serve();
        using var client = await JoinAsync(server);
        Assert.That(client.Peer.UniqueId, Is.EqualTo(server.Joined[0]));
        for (var i = 0; i < 100; i++)
        {
            client.Send($"up {i}");
            server.Send($"down {i}");
        }
        client.Send("");
        server.Send("");
        await Pump.Until(() => client.Packets.Count == 101 && server.Packets.Count == 101, "all packets", server.Poll, client.Poll);
        Assert.That(server.Texts, Is.EqualTo(Enumerable.Range(0, 100).Select(i => $"up {i}").Append("")));
        Assert.That(client.Texts, Is.EqualTo(Enumerable.Range(0, 100).Select(i => $"down {i}").Append("")));
        var statistics = client.Peer.GetStatistics(1);
        Assert.That((statistics.PacketsSent, statistics.PacketsReceived, statistics.QueuedPackets), Is.EqualTo((101, 101, 0)));
    }

    [Test]
    public async Task AMessageOfTheLimitArrivesOnBothEnds()
    {
        using var server = Serve();
        using var client = await JoinAsync(server);
        var payload = TestSeed.NewRandom().NextBytes(65_535);
        client.Peer.Send(payload, 1);
        server.Peer.Send(payload, 0);
        await Pump.Until(() => client.Packets.Count == 1 && server.Packets.Count == 1, "both packets", server.Poll, client.Poll);
        Assert.That(client.Packets[0].Payload, Is.EqualTo(payload));
        Assert.That(server.Packets[0].Payload, Is.EqualTo(payload));
    }

    [Test]
    public async Task AMessageAboveTheLimitEndsTheConnectionWith1009()
    {
        using var server = Serve(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 100_000 });
        using var client = await JoinAsync(server);
        server.Peer.Send(new byte[65_536], 0);
        await Pump.Until(() => client.Left.Count == 1 && server.Left.Count == 1, "both ends to know", server.Poll, client.Poll);
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
        Assert.That(server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
        Assert.That(server.Left[0].Info.Code, Is.EqualTo(CloseCode.MessageTooBig));
    }

    [Test]
    public async Task PacketsSentBeforeCloseArriveThenCodeAndReason()
    {
        using var server = Serve();
        server.TakesPackets = false;
        using var client = await JoinAsync(server);
        for (var i = 0; i < 300; i++) client.Peer.Send(new byte[2000], 1);
        client.Peer.Flush();
        await Pump.Rounds(20);
        var closing = client.Peer.CloseAsync(4000, "left").AsTask();
        server.TakesPackets = true;
        await Pump.Until(() => server.Left.Count == 1, "the server to know", server.Poll);
        await Pump.Soon(closing, "the close");
        Assert.That(server.Packets, Has.Count.EqualTo(300));
        Assert.That(server.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4000, "left", isClean: true)));
    }

    [Test]
    public async Task CloseDoesNotOvertakeWhatIsQueuedBehindASlowWrite()
    {
        using var wire = new BytesServer();
        using var client = Client(new WebSocketMultiplayerPeerOptions { OutboundQueueBytes = 64 << 20 });
        client.Peer.CreateClient(wire.Url);
        using var end = await wire.AcceptAsync();
        await end.SendAsync(RawFrame.Binary([9, 0, 0, 0], masked: false));
        await Pump.Until(() => client.IsConnected, "the client", client.Poll);
        for (var i = 0; i < 500; i++) client.Peer.Send(new byte[60_000], 1);
        client.Peer.Flush();
        client.Peer.Close(4000, "left");
        for (var i = 0; i < 500; i++) Assert.That((await end.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Binary), $"frame {i}");
        Assert.That((await end.ReadFrameAsync()).CloseCode, Is.EqualTo(4000));
    }

    [Test]
    public async Task WhatIsQueuedGoesBeforeTheCloseOfAFailure()
    {
        using var wire = new BytesServer();
        // A clock that stands still sends nothing by itself: the packet waits for a Poll that does not come.
        using var client = Client(time: new FakeTimeProvider());
        client.Peer.CreateClient(wire.Url);
        using var end = await wire.AcceptAsync();
        await end.SendAsync(RawFrame.Binary([9, 0, 0, 0], masked: false));
        await Pump.Until(() => client.IsConnected, "the client", client.Poll);
        client.Send("on its way");
        await end.SendAsync(RawFrame.Binary(new byte[65_536], masked: false));
        Assert.That((await end.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Binary));
        Assert.That((await end.ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.MessageTooBig));
    }

    [Test]
    public async Task ClientLearnsCodeAndReason()
    {
        using var server = Serve();
        using var client = await JoinAsync(server);
        server.Send("last words");
        server.Peer.DisconnectPeer(client.Peer.UniqueId, 4003, "kicked");
        await Pump.Until(() => client.Left.Count == 1, "the end", server.Poll, client.Poll);
        Assert.That(client.Log[1], Is.EqualTo("1: last words"));
        Assert.That(client.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4003, "kicked", isClean: true)));
    }

    [Test]
    public async Task ReadingStopsWhenTheQueueIsFullAndNothingIsLost()
    {
        using var server = Serve();
        using var client = await JoinAsync(server, new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 3 });
        client.TakesPackets = false;
        for (var i = 0; i < 20; i++) server.Send($"{i}");
        await Pump.Until(() => client.Peer.AvailablePacketCount == 3, "a full queue", server.Poll, client.Poll);
        await Pump.Rounds(200, server.Poll, client.Poll);
        Assert.That(client.Peer.AvailablePacketCount, Is.EqualTo(3));
        client.TakesPackets = true;
        await Pump.Until(() => client.Packets.Count == 20, "all packets", server.Poll, client.Poll);
        Assert.That(client.Texts, Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"{i}")));
    }

    [Test]
    public async Task ASmallMessageHoldsASmallBuffer()
    {
        using var server = Serve();
        using var client = await JoinAsync(server);
        client.TakesPackets = false;
        server.Send("small");
        await Pump.Until(() => client.Peer.AvailablePacketCount == 1, "the packet", server.Poll, client.Poll);
        Assert.That(client.Peer.TryReceive(out var packet), Is.True);
        Assert.That(MemoryMarshal.TryGetArray(packet.Payload, out var buffer), Is.True);
        Assert.That(buffer.Array, Has.Length.LessThan(64));
    }

    [Test]
    public async Task TrySendTakesAsManyPacketsAsTheLimit()
    {
        using var server = Serve();
        using var client = await JoinAsync(server, new WebSocketMultiplayerPeerOptions { OutboundQueuePackets = 3 });
        for (var i = 0; i < 3; i++) Assert.That(client.Peer.TrySend([1], 1), Is.True);
        Assert.That(client.Peer.TrySend([1], 1), Is.False);
        await Pump.Until(() => server.Packets.Count == 3, "what was taken", server.Poll, client.Poll);
        Assert.That(client.Peer.TrySend([1], 1), Is.True);
        Assert.That(client.Left, Is.Empty);
    }

    [Test]
    public async Task SendOnAFullQueueEndsAsASlowConsumer()
    {
        using var server = Serve();
        using var client = await JoinAsync(server, new WebSocketMultiplayerPeerOptions { OutboundQueuePackets = 3 });
        for (var i = 0; i < 4; i++) client.Peer.Send([1], 1);
        await Pump.Until(() => client.Left.Count == 1 && server.Left.Count == 1, "both ends to know", server.Poll, client.Poll);
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.SlowConsumer));
        Assert.That(server.Left[0].Info.Code, Is.EqualTo(CloseCode.PolicyViolation));
    }

    [Test]
    public async Task ForceCutsWithoutAWord()
    {
        using var server = Serve();
        using var client = await JoinAsync(server);
        client.Peer.Close(force: true);
        await Pump.Until(() => client.Left.Count == 1 && server.Left.Count == 1, "both ends to know", server.Poll, client.Poll);
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.Aborted));
        Assert.That(server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public async Task ALostConnectionIsTold()
    {
        using var server = Serve();
        using var client = await JoinAsync(server);
        server.Peer.DisconnectPeer(client.Peer.UniqueId, force: true);
        await Pump.Until(() => client.Left.Count == 1, "the end", server.Poll, client.Poll);
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public async Task AFailedConnectIsToldAndThePeerCanBeUsedAgain()
    {
        using var server = Serve();
        using var listener = new TcpServer();
        listener.Listen(0, "127.0.0.1");
        var port = listener.LocalPort;
        listener.Stop();
        using var client = Client();
        client.Peer.CreateClient($"ws://127.0.0.1:{port}");
        await Pump.Until(() => client.Failures.Count == 1, "the failure", client.Poll);
        Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.Unreachable));
        client.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        await Pump.Until(() => client.IsConnected, "the client", client.Poll, server.Poll);
    }

    [Test]
    public async Task AServerThatDoesNotAnswerIsGivenUpInTime()
    {
        var time = new FakeTimeProvider();
        using var listener = new TcpServer();
        listener.Listen(0, "127.0.0.1");
        using var client = Client(time: time);
        client.Peer.CreateClient($"ws://127.0.0.1:{listener.LocalPort}");
        await Pump.Until(() => listener.IsConnectionAvailable, "the connection");
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(2900), client.Poll);
        Assert.That(client.Log, Is.Empty);
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(100), client.Poll);
        await Pump.Until(() => client.Failures.Count == 1, "the failure", client.Poll);
        Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
    }

    [Test]
    public async Task AServerThatSendsNoIdIsGivenUpInTime()
    {
        var time = new FakeTimeProvider();
        using var wire = new BytesServer();
        using var client = Client(time: time);
        client.Peer.CreateClient(wire.Url);
        using var end = await wire.AcceptAsync();
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(2900), client.Poll);
        Assert.That(client.Log, Is.Empty);
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(200), client.Poll);
        await Pump.Until(() => client.Failures.Count == 1, "the failure", client.Poll);
        Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
    }

    [Test]
    public async Task AWrongFirstMessageIsAProtocolError()
    {
        using var wire = new BytesServer();
        using var client = Client();
        client.Peer.CreateClient(wire.Url);
        using var end = await wire.AcceptAsync();
        await end.SendAsync(RawFrame.Text("no id", masked: false));
        await Pump.Until(() => client.Failures.Count == 1, "the failure", client.Poll);
        Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.ProtocolError));
        Assert.That((await end.ReadFrameAsync(Opcode.Close)).CloseCode, Is.EqualTo(CloseCode.ProtocolError));
    }

    [Test]
    public async Task AServerThatDoesNotAnswerACloseIsCutInTime()
    {
        var time = new FakeTimeProvider();
        using var wire = new BytesServer();
        using var client = Client(time: time);
        client.Peer.CreateClient(wire.Url);
        using var end = await wire.AcceptAsync();
        await end.SendAsync(RawFrame.Binary([9, 0, 0, 0], masked: false));
        await Pump.Until(() => client.IsConnected, "the client", client.Poll);
        var closing = client.Peer.CloseAsync().AsTask();
        Assert.That((await end.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Close));
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(1900), client.Poll);
        Assert.That(closing.IsCompleted, Is.False);
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(300), client.Poll);
        await Pump.Soon(closing, "the close");
    }

    [Test]
    public async Task ABarePeerSendsTextAndBinary()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        var options = new WebSocketOptions { UsesPlatformSocket = true };
        options.SupportedProtocols.Add("ludus");
        using var client = new WebSocketPeer(options);
        client.ConnectToUrl($"ws://127.0.0.1:{server.LocalPort}/x?y=1");
        using var accepted = new WebSocketPeer(options);
        await WebSocketPeerStateTests.Accept(server, accepted, client);
        Assert.That(client.SelectedProtocol, Is.EqualTo("ludus"));
        Assert.That(client.RequestedUrl, Is.EqualTo($"ws://127.0.0.1:{server.LocalPort}/x?y=1"));
        Assert.That(client.ConnectedHost, Is.Null);
        client.SendText("текст");
        client.Send([1, 2]);
        accepted.SendText("text");
        await Pump.Until(() => accepted.AvailablePacketCount == 2 && client.AvailablePacketCount == 1, "the messages", client.Poll, accepted.Poll);
        Assert.That(Encoding.UTF8.GetString(accepted.GetPacket()), Is.EqualTo("текст"));
        Assert.That(accepted.WasStringPacket, Is.True);
        Assert.That(accepted.GetPacket(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(client.GetPacket(), Is.EqualTo("text"u8.ToArray()));
        Assert.That(client.WasStringPacket, Is.True);
        client.Close(3001, "bye");
        await Pump.Until(
            () => client.ReadyState == WebSocketState.Closed && accepted.ReadyState == WebSocketState.Closed, "both ends", client.Poll, accepted.Poll);
        Assert.That((accepted.CloseCode, accepted.CloseReason), Is.EqualTo((3001, "bye")));
        Assert.That((client.CloseCode, client.CloseReason), Is.EqualTo((3001, "bye")));
    }

    private static WatchedPeer Serve(WebSocketMultiplayerPeerOptions? options = null)
    {
        var server = new WatchedPeer(new WebSocketMultiplayerPeer(options));
        server.Peer.CreateServer(0, "127.0.0.1");
        return server;
    }

    private static WatchedPeer Client(WebSocketMultiplayerPeerOptions? options = null, TimeProvider? time = null)
    {
        options ??= new WebSocketMultiplayerPeerOptions();
        options.UsesPlatformSocket = true;
        return new WatchedPeer(new WebSocketMultiplayerPeer(options, time));
    }

    private static async Task<WatchedPeer> JoinAsync(WatchedPeer server, WebSocketMultiplayerPeerOptions? options = null)
    {
        var client = Client(options);
        client.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        await Pump.Until(() => client.IsConnected && server.Joined.Count == 1, "a connected client", server.Poll, client.Poll);
        return client;
    }

    /// <summary>A server of bytes on a real socket.</summary>
    private sealed class BytesServer : IDisposable
    {
        private readonly TcpServer _listener = new();

        public BytesServer() => _listener.Listen(0, "127.0.0.1");

        public string Url => $"ws://127.0.0.1:{_listener.LocalPort}";

        public async Task<RawEnd> AcceptAsync()
        {
            await Pump.Until(() => _listener.IsConnectionAvailable, "a connection");
            var end = new RawEnd(_listener.TakeConnection()!);
            await end.AcceptUpgradeAsync();
            return end;
        }

        public void Dispose() => _listener.Dispose();
    }
}

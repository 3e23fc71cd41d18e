using System.Net;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>What is particular to the multiplayer peer over WebSockets; the contract that it shares with the other carriers is tested apart.</summary>
internal sealed class WebSocketMultiplayerPeerTests
{
    [Test]
    public void TheCarrierHasItsNameAndLimit()
    {
        using var peer = new WebSocketMultiplayerPeer();
        Assert.That(peer.Carrier, Is.EqualTo("websocket"));
        Assert.That(peer.LocalPort, Is.Zero);
        foreach (var mode in Enum.GetValues<TransferMode>()) Assert.That(peer.MaxPacketSize(mode), Is.EqualTo(65_535));
        peer.Options.MaxMessageBytes = 1000;
        Assert.That(peer.MaxPacketSize(TransferMode.Reliable), Is.EqualTo(1000));
    }

    [Test]
    public async Task ClientsAndServerMeetOverRealSockets()
    {
        using var server = Serve();
        using var first = Connect(server);
        using var second = Connect(server);
        await Pump.Until(() => first.IsConnected && second.IsConnected && server.Joined.Count == 2, "two clients", server.Poll, first.Poll, second.Poll);
        Assert.That(server.Peer.Peers, Is.EquivalentTo(new[] { first.Peer.UniqueId, second.Peer.UniqueId }));
        first.Send("from the first");
        server.Send("to all");
        server.Send("to the second", second.Peer.UniqueId);
        server.Send("to all but the second", -second.Peer.UniqueId);
        await Pump.Until(
            () => server.Packets.Count == 1 && first.Packets.Count == 2 && second.Packets.Count == 2, "all packets", server.Poll, first.Poll, second.Poll);
        Assert.That(server.Packets[0].Sender, Is.EqualTo(first.Peer.UniqueId));
        Assert.That(first.Log, Is.EqualTo(new[] { "+1", "1: to all", "1: to all but the second" }));
        Assert.That(second.Log, Is.EqualTo(new[] { "+1", "1: to all", "1: to the second" }));
    }

    [TestCase(TransferMode.Unreliable)]
    [TestCase(TransferMode.UnreliableOrdered)]
    [TestCase(TransferMode.Reliable)]
    public async Task EveryModeAndChannelArrivesReliablyOnChannel0(TransferMode mode)
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        client.TakesPackets = false;
        session.Server.Peer.Send([1], 0, mode, channel: 7);
        await session.Until(() => client.Peer.AvailablePacketCount == 1, "the packet");
        Assert.That(client.Peer.TryReceive(out var packet), Is.True);
        Assert.That((packet.Sender, packet.Mode, packet.Channel), Is.EqualTo((1, TransferMode.Reliable, 0)));
    }

    [Test]
    public async Task ClientMayNameTheServerAndEveryoneButIt()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        client.Send("to 1", 1);
        client.Send("to 0", 0);
        client.Send("to -5", -5);
        client.Send("to -1", -1);
        client.Send("end", 1);
        await session.Until(() => session.Server.Texts.Contains("end"), "the last packet");
        Assert.That(session.Server.Texts, Is.EqualTo(new[] { "to 1", "to 0", "to -5", "end" }));
    }

    [Test]
    public async Task AddressesOfPeersAreKnown()
    {
        using var server = Serve();
        using var client = Connect(server);
        await Meet(server, client);
        var id = client.Peer.UniqueId;
        Assert.Multiple(() =>
        {
            Assert.That(server.Peer.GetPeerAddress(id), Is.EqualTo(IPAddress.Loopback));
            Assert.That(server.Peer.GetPeerPort(id), Is.GreaterThan(0));
            Assert.That(client.Peer.GetPeerAddress(1), Is.EqualTo(IPAddress.Loopback));
            Assert.That(client.Peer.GetPeerPort(1), Is.EqualTo(server.Peer.LocalPort));
            Assert.That(() => server.Peer.GetPeerAddress(1), Throws.ArgumentException.With.Message.Contains("no connected peer 1"));
            Assert.That(() => server.Peer.GetPeerPort(999), Throws.ArgumentException.With.Message.Contains("999"));
            Assert.That(() => server.Peer.GetPeer(999), Throws.ArgumentException.With.Message.Contains("999"));
        });
    }

    [Test]
    public async Task AnAddressOverAHostsStreamIsNotKnown()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        Assert.That(session.Server.Peer.GetPeerAddress(client.Peer.UniqueId), Is.Null);
        Assert.That(session.Server.Peer.GetPeerPort(client.Peer.UniqueId), Is.Zero);
    }

    [Test]
    public async Task GetPeerIsAViewOfTheConnection()
    {
        var options = new WebSocketMultiplayerPeerOptions();
        options.SupportedProtocols.Add("ludus");
        using var server = Serve(options);
        using var client = Connect(server, options);
        await Meet(server, client);
        var view = server.Peer.GetPeer(client.Peer.UniqueId);
        Assert.Multiple(() =>
        {
            Assert.That(view.ReadyState, Is.EqualTo(WebSocketState.Open));
            Assert.That(view.SelectedProtocol, Is.EqualTo("ludus"));
            Assert.That(view.RequestedUrl, Is.EqualTo($"ws://127.0.0.1:{server.Peer.LocalPort}/"));
            Assert.That(view.ConnectedHost, Is.EqualTo(IPAddress.Loopback));
            Assert.That(view.ConnectedPort, Is.EqualTo(server.Peer.GetPeerPort(client.Peer.UniqueId)));
            Assert.That(view.CloseCode, Is.EqualTo(-1));
            Assert.That(view.DisconnectInfo, Is.Null);
            Assert.That(view.AvailablePacketCount, Is.Zero);
            Assert.That(() => view.SetNoDelay(true), Throws.Nothing);
            Assert.That(() => view.ConnectToUrl("ws://localhost"), Throws.InvalidOperationException.With.Message.Contains("belongs to a multiplayer peer"));
            Assert.That(() => view.AcceptStream(Stream.Null), Throws.InvalidOperationException);
        });
        view.SendText("as text");
        await Pump.Until(() => client.Packets.Count == 1, "a packet sent through the view", server.Poll, client.Poll);
        Assert.That(view.Statistics.PacketsSent, Is.EqualTo(1));
        Assert.That(client.Peer.GetPeer(1).RequestedUrl, Is.EqualTo($"ws://127.0.0.1:{server.Peer.LocalPort}/"));
    }

    [Test]
    public async Task AViewMayCloseInItsOwnWayAndTellsTheEnd()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        var view = session.Server.Peer.GetPeer(client.Peer.UniqueId);
        view.Close(4000, "in its own way");
        Assert.That(view.ReadyState, Is.Not.EqualTo(WebSocketState.Open));
        await session.Until(() => session.Server.Left.Count == 1 && client.Left.Count == 1, "both ends to know");
        Assert.Multiple(() =>
        {
            Assert.That(client.Left[0].Info.Code, Is.EqualTo(4000));
            Assert.That(session.Server.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 4000, "in its own way", isClean: true)));
            Assert.That(view.ReadyState, Is.EqualTo(WebSocketState.Closed));
            Assert.That((view.CloseCode, view.CloseReason), Is.EqualTo((4000, "in its own way")));
            Assert.That(view.DisconnectInfo, Is.EqualTo(session.Server.Left[0].Info));
        });
    }

    [Test]
    public async Task DisposingAViewLeavesTheConnection()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        session.Server.Peer.GetPeer(client.Peer.UniqueId).Dispose();
        await session.Server.Peer.GetPeer(client.Peer.UniqueId).DisposeAsync();
        client.Send("still here");
        await session.Until(() => session.Server.Packets.Count == 1, "the packet");
    }

    [Test]
    public async Task TheRemoteLearnsCodeAndReason()
    {
        using var server = Serve();
        using var client = Connect(server);
        await Meet(server, client);
        server.Send("last words");
        server.Peer.DisconnectPeer(client.Peer.UniqueId, 4003, "kicked");
        await Pump.Until(() => client.Left.Count == 1 && server.Left.Count == 1, "both ends to know", server.Poll, client.Poll);
        Assert.That(client.Log[1], Is.EqualTo("1: last words"));
        Assert.That(client.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4003, "kicked", isClean: true)));
        Assert.That(server.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 4003, "kicked", isClean: true)));
    }

    [Test]
    public async Task PacketsSentBeforeCloseArriveThoughTheCloserGoesAway()
    {
        using var server = Serve();
        using var client = Connect(server);
        await Meet(server, client);
        var payload = new byte[20_000];
        for (var i = 0; i < 20; i++) client.Peer.Send(payload, 1);
        var closing = client.Peer.CloseAsync(4000, "done").AsTask();
        client.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        await Pump.Until(() => server.Left.Count == 1, "the end", server.Poll);
        await Pump.Soon(closing, "the close");
        Assert.That(server.Packets, Has.Count.EqualTo(20));
        Assert.That(server.Left[0].Info.Code, Is.EqualTo(4000));
    }

    [Test]
    public async Task CloseWhileConnectingGivesUpSilently()
    {
        using var session = new MemorySession();
        var (near, far) = DuplexStream.Pair();
        using var client = new WatchedPeer(new WebSocketMultiplayerPeer(timeProvider: session.Time));
        client.Peer.CreateStreamClient(near, "ws://server.example/");
        await Pump.Soon(client.Peer.CloseAsync().AsTask(), "the close, while time stands still");
        Assert.That(near.IsDisposed, Is.True);
        await Pump.Rounds(20, client.Poll);
        Assert.That(client.Log, Is.Empty);
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        far.Dispose();
        var (again, served) = DuplexStream.Pair();
        _ = session.Server.Peer.AcceptStreamAsync(served);
        client.Peer.CreateStreamClient(again, "ws://server.example/");
        await Pump.Until(() => client.IsConnected, "a second start", session.Poll, client.Poll);
    }

    [Test]
    public async Task AServerCanStartAgainOnItsPort()
    {
        using var server = Serve();
        var port = server.Peer.LocalPort;
        for (var i = 0; i < 3; i++)
        {
            using var client = Connect(server);
            await Pump.Until(() => client.IsConnected && server.Joined.Count == i + 1, "a client", server.Poll, client.Poll);
            server.Peer.Close();
            Assert.That(server.Peer.LocalPort, Is.Zero);
            server.Peer.CreateServer(port, "127.0.0.1");
            await Pump.Until(() => client.Left.Count == 1 && server.Left.Count == i + 1, "both ends to know", server.Poll, client.Poll);
        }
        Assert.That(server.Joined, Is.Unique);
    }

    [Test]
    public async Task AHandlerMayCloseAndStartAgain()
    {
        using var server = Serve();
        var port = server.Peer.LocalPort;
        var restarts = 0;
        server.Peer.PeerDisconnected += (_, _) =>
        {
            if (++restarts > 1) return;
            server.Peer.Close();
            server.Peer.CreateServer(port, "127.0.0.1");
        };
        using var client = Connect(server);
        client.Peer.PeerDisconnected += (_, _) => client.Peer.CreateClient($"ws://127.0.0.1:{port}");
        await Meet(server, client);
        server.Peer.DisconnectPeer(client.Peer.UniqueId);
        await Pump.Until(() => server.Joined.Count == 2 && client.Joined.Count == 2, "a second session", server.Poll, client.Poll);
        Assert.That(restarts, Is.EqualTo(1));
    }

    [Test]
    public async Task AHandlerMaySendAndClose()
    {
        using var session = new MemorySession();
        session.Server.Peer.PeerConnected += id =>
        {
            session.Server.Send("welcome", id);
            session.Server.Peer.DisconnectPeer(id, 4000, "and goodbye");
        };
        var client = session.Join(out _);
        await session.Until(() => client.Left.Count == 1, "the end");
        Assert.That(client.Texts, Is.EqualTo(new[] { "welcome" }));
        Assert.That(client.Left[0].Info.Text, Is.EqualTo("and goodbye"));
    }

    [Test]
    public async Task DisposeCutsAndDisposeAsyncCloses()
    {
        using var server = Serve();
        var cut = Connect(server);
        var closed = Connect(server);
        await Pump.Until(() => server.Joined.Count == 2 && cut.IsConnected && closed.IsConnected, "two clients", server.Poll, cut.Poll, closed.Poll);
        var (cutId, closedId) = (cut.Peer.UniqueId, closed.Peer.UniqueId);
        cut.Dispose();
        await Pump.Soon(closed.Peer.DisposeAsync().AsTask(), "the polite end");
        await Pump.Until(() => server.Left.Count == 2, "both ends", server.Poll);
        Assert.That(server.Left.Single(left => left.Id == cutId).Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(server.Left.Single(left => left.Id == closedId).Info.Code, Is.EqualTo(1000));
        Assert.That(cut.Peer.Poll, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => closed.Peer.CreateServer(0), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task ADisposedServerFreesItsPort()
    {
        var server = Serve();
        var port = server.Peer.LocalPort;
        server.Dispose();
        using var listener = new TcpServer();
        listener.Listen(port, "127.0.0.1");
        using var client = await RawEnd.ConnectAsync(port);
        await Pump.Until(() => listener.IsConnectionAvailable, "a connection");
    }

    [Test]
    public async Task AcceptStreamCompletesWhenTheConnectionIsOver()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        Assert.That(link.Served.IsCompleted, Is.False);
        client.Peer.Close();
        await Pump.Soon(link.Served, "the end, while time stands still");
        Assert.That(link.Server.IsDisposed, Is.True);
    }

    [Test]
    public async Task AStreamForAClosedServerIsNotAccepted()
    {
        using var session = new MemorySession();
        session.Server.Peer.Close();
        Assert.That(() => session.Link(), Throws.InvalidOperationException.With.Message.Contains("started server"));
        Assert.That(() => session.Server.Peer.AcceptStreamAsync(null!), Throws.ArgumentNullException);
        await session.Rounds();
    }

    [Test]
    public async Task ConnectFailsWhenNobodyListens()
    {
        using var listener = new TcpServer();
        listener.Listen(0, "127.0.0.1");
        var port = listener.LocalPort;
        listener.Stop();
        using var client = new WatchedPeer(new WebSocketMultiplayerPeer());
        foreach (var host in new[] { "127.0.0.1", "localhost" })
        {
            client.Peer.CreateClient($"ws://{host}:{port}");
            await Pump.Until(() => client.Failures.Count > 0, "the failure", client.Poll);
            Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.Unreachable));
            Assert.That(client.Failures[0].Origin, Is.EqualTo(DisconnectOrigin.Network));
            Assert.That(client.Failures[0].Text, Is.Not.Empty);
            client.Failures.Clear();
        }
        using var server = Serve();
        client.Peer.CreateClient($"ws://localhost:{server.Peer.LocalPort}");
        await Pump.Until(() => client.IsConnected, "a connection after the failures", client.Poll, server.Poll);
    }

    [Test]
    public async Task ConnectFailsForANameThatDoesNotExist()
    {
        using var client = new WatchedPeer(new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromMinutes(1) }));
        client.Peer.CreateClient("ws://does-not-exist.invalid");
        await Pump.Until(() => client.Failures.Count > 0, "the failure", client.Poll);
        Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.Unreachable), client.Failures[0].ToString());
        Assert.That(client.Failures[0].Text, Is.Not.Empty);
    }

    [Test]
    public async Task WaitForActivityCompletesForConnectPacketAndEnd()
    {
        using var server = Serve();
        using var client = Connect(server);
        await Pump.Soon(server.Peer.WaitForActivityAsync().AsTask(), "a connect");
        server.Poll();
        await Pump.Soon(client.Peer.WaitForActivityAsync().AsTask(), "the id");
        client.Poll();
        await Meet(server, client);
        var wait = server.Peer.WaitForActivityAsync().AsTask();
        client.Send("wake up");
        client.Peer.Flush();
        await Pump.Soon(wait, "a packet");
        server.Poll();
        Assert.That(server.Packets, Has.Count.EqualTo(1));
        wait = server.Peer.WaitForActivityAsync().AsTask();
        client.Peer.Close();
        await Pump.Soon(wait, "an end");
        server.Poll();
        Assert.That(server.Left, Has.Count.EqualTo(1));
    }

    private static WatchedPeer Serve(WebSocketMultiplayerPeerOptions? options = null)
    {
        var server = new WatchedPeer(new WebSocketMultiplayerPeer(options));
        server.Peer.CreateServer(0, "127.0.0.1");
        return server;
    }

    private static WatchedPeer Connect(WatchedPeer server, WebSocketMultiplayerPeerOptions? options = null)
    {
        var client = new WatchedPeer(new WebSocketMultiplayerPeer(options));
        client.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        return client;
    }

    private static Task Meet(WatchedPeer server, WatchedPeer client) =>
        Pump.Until(() => client.IsConnected && server.Joined.Contains(client.Peer.UniqueId), "a connected client", server.Poll, client.Poll);
}

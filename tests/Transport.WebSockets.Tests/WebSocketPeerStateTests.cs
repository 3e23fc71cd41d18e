using System.Net;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>The states of a WebSocketPeer, and what can be asked in each. Source: Godot 4, <c>WebSocketPeer</c>.</summary>
internal sealed class WebSocketPeerStateTests
{
    [Test]
    public void ValuesAreThoseOfGodot()
    {
        Assert.That(Enum.GetValues<WebSocketState>().Select(state => (int)state), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(
            Enum.GetNames<WebSocketState>(),
            Is.EqualTo(new[] { nameof(WebSocketState.Connecting), nameof(WebSocketState.Open), nameof(WebSocketState.Closing), nameof(WebSocketState.Closed) }));
        Assert.That((int)WriteMode.Text, Is.Zero);
        Assert.That((int)WriteMode.Binary, Is.EqualTo(1));
    }

    [Test]
    public void ANewPeerIsClosedAndKnowsNothing()
    {
        using var peer = new WebSocketPeer();
        peer.Poll();
        peer.Flush();
        Assert.Multiple(() =>
        {
            Assert.That(peer.ReadyState, Is.EqualTo(WebSocketState.Closed));
            Assert.That(peer.CloseCode, Is.EqualTo(-1));
            Assert.That(peer.CloseReason, Is.Empty);
            Assert.That(peer.DisconnectInfo, Is.Null);
            Assert.That(peer.SelectedProtocol, Is.Empty);
            Assert.That(peer.RequestedUrl, Is.Empty);
            Assert.That(peer.ConnectedHost, Is.Null);
            Assert.That(peer.ConnectedPort, Is.Zero);
            Assert.That(peer.CurrentOutboundBufferedAmount, Is.Zero);
            Assert.That(peer.AvailablePacketCount, Is.Zero);
            Assert.That(peer.WasStringPacket, Is.False);
            Assert.That(peer.Statistics, Is.EqualTo(default(PeerStatistics)));
            Assert.That(peer.TryReceive(out _), Is.False);
        });
    }

    [Test]
    public async Task TheStateChangesInPollOnly()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Server.Close();
        await Pump.Until(() => pair.Server.ReadyState == WebSocketState.Closed, "the answer, for which nobody polls the client", pair.Server.Poll);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Open));
        pair.Client.Poll();
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closed));
    }

    [Test]
    public async Task APeerIsConnectingUntilPollFindsItOpen()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var client = new WebSocketPeer();
        client.ConnectToUrl($"ws://127.0.0.1:{server.LocalPort}");
        Assert.That(client.ReadyState, Is.EqualTo(WebSocketState.Connecting));
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        using var accepted = new WebSocketPeer();
        accepted.AcceptStream(server.TakeConnection()!);
        Assert.That(accepted.ReadyState, Is.EqualTo(WebSocketState.Connecting));
        await Pump.Until(() => client.ReadyState == WebSocketState.Open && accepted.ReadyState == WebSocketState.Open, "both to be open", client.Poll, accepted.Poll);
    }

    [Test]
    public async Task OpenPeersKnowEachOtherAndTheUrl()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var client = new WebSocketPeer();
        client.ConnectToUrl($"ws://user:secret@LOCALHOST:{server.LocalPort}/game?seat=1#top");
        using var accepted = new WebSocketPeer();
        await Accept(server, accepted, client);
        Assert.Multiple(() =>
        {
            Assert.That(client.RequestedUrl, Is.EqualTo($"ws://localhost:{server.LocalPort}/game?seat=1"));
            Assert.That(accepted.RequestedUrl, Is.EqualTo($"ws://localhost:{server.LocalPort}/game?seat=1"));
            Assert.That(client.ConnectedHost, Is.EqualTo(IPAddress.Loopback));
            Assert.That(client.ConnectedPort, Is.EqualTo(server.LocalPort));
            Assert.That(accepted.ConnectedHost, Is.EqualTo(IPAddress.Loopback));
            Assert.That(accepted.ConnectedPort, Is.GreaterThan(0).And.Not.EqualTo(server.LocalPort));
        });
        client.SetNoDelay(false);
        client.SetNoDelay(true);
        accepted.SetNoDelay(true);
    }

    [Test]
    public async Task AnAddressOfIPv4IsOneOnAServerForBothFamiliesToo()
    {
        using var server = new TcpServer();
        server.Listen(0);
        using var client = new WebSocketPeer();
        client.ConnectToUrl($"ws://127.0.0.1:{server.LocalPort}");
        using var accepted = new WebSocketPeer();
        await Accept(server, accepted, client);
        Assert.That(accepted.ConnectedHost, Is.EqualTo(IPAddress.Loopback));
    }

    [Test]
    public async Task SetNoDelayNeedsATcpConnection()
    {
        using var pair = await PeerPair.OpenAsync();
        Assert.That(() => pair.Client.SetNoDelay(true), Throws.InvalidOperationException.With.Message.Contains("no TCP connection"));
        using var closed = new WebSocketPeer();
        Assert.That(() => closed.SetNoDelay(true), Throws.InvalidOperationException);
    }

    [Test]
    public async Task TheServersFirstChoiceOfTheClientsProtocolsIsSelected()
    {
        var serverOptions = new WebSocketOptions();
        serverOptions.SupportedProtocols.Add("chess");
        serverOptions.SupportedProtocols.Add("ludus");
        var clientOptions = new WebSocketOptions();
        clientOptions.SupportedProtocols.Add("go");
        clientOptions.SupportedProtocols.Add("ludus");
        using var pair = await PeerPair.OpenAsync(serverOptions, clientOptions);
        Assert.That((pair.Client.SelectedProtocol, pair.Server.SelectedProtocol), Is.EqualTo(("ludus", "ludus")));
        pair.Client.Close();
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed, "the end");
        Assert.That(pair.Client.SelectedProtocol, Is.EqualTo("ludus"));
    }

    [Test]
    public async Task AClientWhoseProtocolsNobodySpeaksIsRefused()
    {
        var options = new WebSocketOptions();
        options.SupportedProtocols.Add("ludus");
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var client = new WebSocketPeer(options);
        client.ConnectToUrl($"ws://127.0.0.1:{server.LocalPort}");
        using var accepted = new WebSocketPeer();
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        accepted.AcceptStream(server.TakeConnection()!);
        await Pump.Until(() => client.ReadyState == WebSocketState.Closed && accepted.ReadyState == WebSocketState.Closed, "the refusal", client.Poll, accepted.Poll);
        Assert.Multiple(() =>
        {
            Assert.That(client.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.Refused));
            Assert.That(client.DisconnectInfo?.Code, Is.EqualTo(400));
            Assert.That(client.DisconnectInfo?.Text, Does.Contain("ludus"));
            Assert.That(client.CloseCode, Is.EqualTo(-1));
            Assert.That(accepted.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.Refused));
            Assert.That(accepted.DisconnectInfo?.Origin, Is.EqualTo(DisconnectOrigin.Local));
        });
    }

    [Test]
    public async Task HeaderLinesGoWithTheHandshake()
    {
        var clientOptions = new WebSocketOptions();
        clientOptions.HandshakeHeaders.Add("Authorization: Bearer token");
        var (near, far) = DuplexStream.Pair();
        using var client = new WebSocketPeer(clientOptions);
        client.ConnectOverStream(near, "ws://server.example/");
        using var wire = new RawEnd(far);
        Assert.That(await wire.AcceptUpgradeAsync("X-Server: yes\r\n"), Does.Contain("\r\nAuthorization: Bearer token\r\n"));
        await Pump.Until(() => client.ReadyState == WebSocketState.Open, "the client to be open", client.Poll);

        var serverOptions = new WebSocketOptions();
        serverOptions.HandshakeHeaders.Add("Set-Cookie: seat=1");
        (near, far) = DuplexStream.Pair();
        using var server = new WebSocketPeer(serverOptions);
        server.AcceptStream(far);
        using var raw = new RawEnd(near);
        await raw.SendAsync(RawEnd.Request);
        Assert.That(await raw.ReadHeadAsync(), Does.Contain("\r\nSet-Cookie: seat=1\r\n"));
    }

    [Test]
    public async Task APeerCanBeUsedAgainAfterAClose()
    {
        using var pair = await PeerPair.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            pair.Client.SendText($"round {i}");
            await pair.Until(() => pair.Server.AvailablePacketCount == 1, "the text");
            pair.Server.GetPacket();
            pair.Client.Close(4000 + i, "again");
            await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed && pair.Server.ReadyState == WebSocketState.Closed, "the end");
            Assert.That(pair.Server.CloseCode, Is.EqualTo(4000 + i));
            await pair.OpenAgainAsync();
            Assert.That((pair.Server.CloseCode, pair.Server.CloseReason, pair.Server.DisconnectInfo), Is.EqualTo((-1, "", (DisconnectInfo?)null)));
            Assert.That(pair.Client.Statistics.PacketsSent, Is.Zero);
        }
    }

    [Test]
    public async Task APeerCanBeStartedAgainWhileItIsClosing()
    {
        using var pair = await PeerPair.OpenAsync();
        var oldLink = pair.ClientLink;
        pair.ServerLink.StopReading();
        pair.Client.Close(4000);
        pair.Client.Poll();
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closing));
        pair.Server.Close(-1);
        await pair.OpenAgainAsync();
        Assert.That(oldLink.IsDisposed, Is.True);
        pair.Client.SendText("over the new one");
        await pair.Until(() => pair.Server.AvailablePacketCount == 1, "the text");
    }

    [Test]
    public async Task APeerCanBeUsedAgainAfterAFailedConnect()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        var port = server.LocalPort;
        server.Stop();
        using var client = new WebSocketPeer();
        client.ConnectToUrl($"ws://127.0.0.1:{port}");
        await Pump.Until(() => client.ReadyState == WebSocketState.Closed, "the failure", client.Poll);
        Assert.That(client.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.Unreachable));
        Assert.That(client.CloseCode, Is.EqualTo(-1));
        server.Listen(0, "127.0.0.1");
        client.ConnectToUrl($"ws://127.0.0.1:{server.LocalPort}");
        using var accepted = new WebSocketPeer();
        await Accept(server, accepted, client);
    }

    [Test]
    public async Task ConnectingTimesOut()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var (near, _) = DuplexStream.Pair();
        using var client = new WebSocketPeer(timeProvider: time);
        client.ConnectOverStream(near, "ws://server.example/");
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(2900), client.Poll);
        Assert.That(client.ReadyState, Is.EqualTo(WebSocketState.Connecting));
        await Pump.Elapse(time, TimeSpan.FromMilliseconds(100), client.Poll);
        await Pump.Until(() => client.ReadyState == WebSocketState.Closed, "the end", client.Poll);
        Assert.That(client.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
    }

    [Test]
    public async Task OptionsAreReadAtTheStart()
    {
        var options = new WebSocketOptions { MaxMessageBytes = 10 };
        using var pair = await PeerPair.OpenAsync(options);
        options.MaxMessageBytes = 1;
        pair.Client.Send(new byte[10]);
        await pair.Until(() => pair.Server.AvailablePacketCount == 1, "the message");
    }

    [Test]
    public async Task DisposeCutsWithoutAWord()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.Dispose();
        pair.Client.Dispose();
        Assert.That(pair.ClientLink.IsDisposed, Is.True);
        await Pump.Until(() => pair.Server.ReadyState == WebSocketState.Closed, "the server to know", pair.Server.Poll);
        Assert.That(pair.Server.CloseCode, Is.EqualTo(-1));
        Assert.That(pair.Server.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(pair.Client.Poll, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => pair.Client.Send([]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => pair.Client.TryReceive(out _), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => pair.Client.ConnectToUrl("ws://localhost"), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task DisposeAsyncClosesPolitely()
    {
        using var pair = await PeerPair.OpenAsync();
        await Pump.Soon(pair.Client.DisposeAsync().AsTask(), "the close, while time stands still");
        await Pump.Until(() => pair.Server.ReadyState == WebSocketState.Closed, "the server to know", pair.Server.Poll);
        Assert.That(pair.Server.CloseCode, Is.EqualTo(1000));
        await pair.Client.DisposeAsync();
        Assert.That(pair.Client.Poll, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task DisposeAsyncDoesNotWaitForMessagesThatNobodyTakes()
    {
        using var pair = await PeerPair.OpenAsync(clientOptions: new WebSocketOptions { InboundQueuePackets = 2 });
        for (var i = 0; i < 10; i++) pair.Server.SendText("unread");
        pair.Server.Poll();
        await pair.Until(() => pair.Client.AvailablePacketCount == 2, "a full queue");
        await Pump.Soon(pair.Client.DisposeAsync().AsTask(), "the close, while time stands still");
    }

    internal static async Task Accept(TcpServer server, WebSocketPeer accepted, WebSocketPeer client, TlsOptions? tls = null)
    {
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        accepted.AcceptStream(server.TakeConnection()!, tls);
        await Pump.Until(
            () => client.ReadyState == WebSocketState.Open && accepted.ReadyState == WebSocketState.Open, "both to be open", client.Poll, accepted.Poll);
    }
}

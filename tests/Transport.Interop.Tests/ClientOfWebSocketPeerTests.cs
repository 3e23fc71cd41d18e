using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>A stranger is the client of a <see cref="WebSocketPeer"/> that came out of a <see cref="TcpServer"/>.</summary>
internal abstract class ClientOfWebSocketPeerTests : InteropTests
{
    private const int DefaultLimit = 65_535;
    private const int OneMebibyte = 1 << 20;

    /// <summary>The stranger; it connects.</summary>
    protected abstract Stranger Client { get; }

    /// <summary>What the stranger needs besides the URL, to trust <see cref="InteropTests.Trusted"/>.</summary>
    protected virtual object? TrustOptions => null;

    [TestCase("hello")]
    [TestCase("Grüße, 世界, 🎲")]
    [TestCase("")]
    public async Task TextStaysText(string text)
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.SendAsync(text, Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(new Message(text)));
    }

    // On both sides of each form of the length in a frame's header, and the largest by default.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(127)]
    [TestCase(DefaultLimit)]
    public async Task BinaryStaysBinary(int length)
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.SendAsync(Message.Binary(length), Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(length)));
    }

    [Test]
    public async Task OneMebibyteComesBackWhenTheLimitIsRaised()
    {
        await using var server = new PeerServer(options => options.MaxMessageBytes = OneMebibyte);
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.SendAsync(Message.Binary(OneMebibyte), Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(OneMebibyte)));
    }

    [TestCase(DefaultLimit + 1)]
    [TestCase(4 * OneMebibyte)]
    public async Task MessageAboveTheLimitIsAnsweredWith1009(int length)
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.SendAsync(Message.Binary(length), Deadline);
        var closed = await client.ClosedAsync(Deadline);
        var info = await peer.EndedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(closed.Code, Is.EqualTo(CloseCode.MessageTooBig));
            Assert.That(info.Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
            Assert.That(info.Origin, Is.EqualTo(DisconnectOrigin.Local));
            Assert.That(peer.Use(static p => p.CloseCode), Is.EqualTo(CloseCode.MessageTooBig));
        }
    }

    [Test]
    public async Task NoExtensionIsAgreedThoughStrangersOfferCompression()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        Assert.That(client.Extensions, Is.Empty);
    }

    [Test]
    public async Task ServerReadsTheRequestedUrl()
    {
        await using var server = new PeerServer();
        await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        Assert.That(peer.Use(static p => p.RequestedUrl), Is.EqualTo(server.Url.OriginalString));
    }

    [Test]
    public async Task FirstOfTheClientsSubprotocolsThatTheServerSpeaksIsChosen()
    {
        await using var server = new PeerServer(static options =>
        {
            options.SupportedProtocols.Add("chess.v1");
            options.SupportedProtocols.Add("chess.v2");
        });
        var client = await Client.OpenAsync(server.Url, Deadline, null, "chess.v3", "chess.v2", "chess.v1");
        var peer = await server.OpenedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Protocol, Is.EqualTo("chess.v2"));
            Assert.That(peer.Use(static p => p.SelectedProtocol), Is.EqualTo("chess.v2"));
        }
    }

    [TestCase("chess", "checkers")]
    [TestCase("chess", null)]
    [TestCase(null, "checkers")]
    public async Task ClientWithoutACommonSubprotocolIsRefusedWith400(string? supported, string? offered)
    {
        await using var server = new PeerServer(options =>
        {
            if (supported is not null) options.SupportedProtocols.Add(supported);
        });
        await AssertRefusedAsync(Client, server.Url, 400, offered is null ? [] : [offered]);
        var info = await (await server.AcceptedAsync(Deadline)).EndedAsync(Deadline);
        Assert.That(info, Has.Property(nameof(info.Reason)).EqualTo(DisconnectReason.Refused).And.Property(nameof(info.Code)).EqualTo(400));
    }

    [TestCase(1000, "")]
    [TestCase(1001, "The server goes down.")]
    [TestCase(4001, "Schachmatt – 将死")]
    public async Task StrangerSeesCodeAndReasonOfTheServersClose(int code, string reason)
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        peer.Do(p => p.Close(code, reason));
        var closed = await client.ClosedAsync(Deadline);
        var info = await peer.EndedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(closed, Is.EqualTo(new StrangerSocket.Closed(code, reason, WasClean: true)));
            Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, code, reason, isClean: true)));
            Assert.That(peer.Use(static p => p.CloseCode), Is.EqualTo(code));
        }
    }

    [Test]
    public async Task WhatWasSentBeforeACloseArrivesBeforeIt()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        peer.Do(static p =>
        {
            for (var length = 0; length < 300; length++) p.Send(Message.Binary(length).Payload);
            p.Close(4000, "done");
        });
        for (var length = 0; length < 300; length++) Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(length)));
        Assert.That((await client.ClosedAsync(Deadline)).Code, Is.EqualTo(4000));
    }

    [TestCase(1000, "")]
    [TestCase(3000, "bye")]
    [TestCase(4999, "Schachmatt – 将死")]
    public async Task ServerSeesCodeAndReasonOfTheStrangersClose(int code, string reason)
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.CloseAsync(code, reason, Deadline);
        var info = await peer.EndedAsync(Deadline);
        var closed = await client.ClosedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, reason, isClean: true)));
            Assert.That(peer.Use(static p => (p.CloseCode, p.CloseReason)), Is.EqualTo((code, reason)));
            Assert.That(closed, Is.EqualTo(new StrangerSocket.Closed(code, reason, WasClean: true)));
        }
    }

    [Test]
    public async Task CloseWithoutACodeCountsAsNoStatus()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.CloseWithoutCodeAsync(Deadline);
        var info = await peer.EndedAsync(Deadline);
        var closed = await client.ClosedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, CloseCode.NoStatus, "", isClean: true)));
            Assert.That(peer.Use(static p => p.CloseCode), Is.EqualTo(CloseCode.NoStatus));
            Assert.That(closed, Is.EqualTo(new StrangerSocket.Closed(CloseCode.NoStatus, "", WasClean: true)));
        }
    }

    [Test]
    public async Task PongsOfAStrangerGiveTheRoundTripTime()
    {
        await using var server = new PeerServer(static options => options.PingInterval = TimeSpan.FromMilliseconds(20));
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await UntilAsync(() => peer.Use(static p => p.Statistics.RoundTripTime) is not null, "a pong came");
        await client.SendAsync("still there", Deadline);
        Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo("still there"));
    }

    [Test]
    public async Task TenThousandMessagesComeBackInOrder()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.SendNumberedAsync(10_000, 16, Deadline);
        await client.ReceiveNumberedAsync(10_000, 16, Deadline);
    }

    [Test]
    public async Task BurstAboveAllQueuesComesBackInOrder()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.SendNumberedAsync(400, 60_000, Deadline);
        await client.ReceiveNumberedAsync(400, 60_000, Deadline);
    }

    [Test]
    public async Task SeveralConnectionsDoNotMix()
    {
        await using var server = new PeerServer();
        var clients = new List<StrangerSocket>();
        for (var number = 0; number < 5; number++) clients.Add(await Client.OpenAsync(server.Url, Deadline));
        for (var number = 0; number < 5; number++) await clients[number].SendAsync($"from {number}", Deadline);
        for (var number = 0; number < 5; number++) Assert.That((await clients[number].ReceiveAsync(Deadline)).Text, Is.EqualTo($"from {number}"));
    }

    [Test]
    public async Task EchoesOverTlsToAStrangerThatTrustsTheCertificate()
    {
        await using var server = new PeerServer(static options => options.MaxMessageBytes = OneMebibyte, TlsOptions.Server(Trusted.Certificate));
        var client = await Client.OpenAsync(server.Url, Deadline, TrustOptions);
        var peer = await server.OpenedAsync(Deadline);
        await client.SendAsync("secret", Deadline);
        await client.SendAsync(Message.Binary(OneMebibyte), Deadline);
        Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo("secret"));
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(OneMebibyte)));
        peer.Do(static p => p.Close(4000, "done"));
        Assert.That(await client.ClosedAsync(Deadline), Is.EqualTo(new StrangerSocket.Closed(4000, "done", WasClean: true)));
        Assert.That((await peer.EndedAsync(Deadline)).IsClean);
    }

    [Test]
    public async Task StrangerTakesNoCertificateThatItDoesNotTrust()
    {
        await using var server = new PeerServer(tls: TlsOptions.Server(Unknown.Certificate));
        var opening = await Client.TryOpenAsync(server.Url, Deadline, TrustOptions);
        Assert.That(opening.Socket, Is.Null);
        // A browser knocks again and again, with older versions of TLS: the first knock is enough.
        var info = await (await server.AcceptedAsync(Deadline)).EndedAsync(Deadline);
        Assert.That(info.Reason, Is.EqualTo(DisconnectReason.SecurityFailed), info.ToString());
    }
}

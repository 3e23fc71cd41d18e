using System.Buffers.Binary;
using Transport.ContractTests;
using Transport.LiteNet.Endpoints;
using Transport.LiteNet.Tests.Fixtures;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests;

/// <summary>Strangers and peers that keep to no rule, against a server with a real player on it.</summary>
internal sealed class HostilePeersTests : LiteNetFixture
{
    private RecordedPeer _server = null!;
    private RecordedPeer _player = null!;

    private static readonly (string Name, byte[] Message)[] BadOnALane =
    [
        ("no such header", [9, 1]),
        ("a further piece of nothing", [LaneHeader.More, 1]),
        ("several, cut short", [LaneHeader.Several, 5, 0, 1]),
        ("several, half a length", [LaneHeader.Several, 5]),
        ("a first piece without a length", [LaneHeader.First, 1, 0, 0]),
        ("a first piece of nothing", [LaneHeader.First, 0, 0, 0, 0, 1]),
        ("a first piece above its own length", [LaneHeader.First, 1, 0, 0, 0, 1, 2]),
    ];

    private static readonly (string Name, byte[] Message)[] BadOnTheControlLane =
    [
        ("no such message", [99]),
        ("a welcome from a client", [ControlMessage.Welcome, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
        ("a confirmation that is too long", [ControlMessage.Confirm, 1]),
        ("credit for what was not sent", [ControlMessage.Credit, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
        ("credit, cut short", [ControlMessage.Credit, 0, 0, 0]),
        ("blocked, and more", [ControlMessage.Blocked, 0]),
        ("a close without a code", [ControlMessage.Close, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("a close with a code that must not be sent", [ControlMessage.Close, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
        ("a close with a negative count", [ControlMessage.Close, 255, 255, 255, 255, 255, 255, 255, 255, 0xE8, 3]),
    ];

    [SetUp]
    public async Task StartServerAndPlayer()
    {
        _server = StartServer(new LiteNetMultiplayerPeerOptions { MaxPendingHandshakesPerAddress = 8, HandshakeTimeout = TimeSpan.FromSeconds(1) });
        _player = await Join(_server);
    }

    [TearDown]
    public async Task PlayerIsUnharmed() => await AssertLinkWorks(_server, _player);

    [TestCaseSource(nameof(BadOnALane))]
    public async Task PeerThatBreaksTheRulesOfALaneIsPutOut((string Name, byte[] Message) bad)
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.Join();
        stranger.SendReliable(0, bad.Message);
        await AssertPutOut(DisconnectReason.ProtocolError);
    }

    [TestCaseSource(nameof(BadOnTheControlLane))]
    public async Task PeerThatBreaksTheRulesOfTheControlLaneIsPutOut((string Name, byte[] Message) bad)
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.Join();
        stranger.SendControl(ControlMessage.Confirm);
        stranger.SendControl(bad.Message);
        await AssertPutOut(DisconnectReason.ProtocolError);
    }

    [Test]
    public async Task PeerThatSendsMoreThanItMayIsPutOut()
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.Join();
        _server.TakesPackets = false;
        for (var i = 0; i < 60; i++) stranger.SendReliable(0, [LaneHeader.Several, .. Enumerable.Repeat(new byte[] { 0, 0 }, 100).SelectMany(empty => empty)]);
        await Until(() => _server.Peer.AvailablePacketCount == 4096, "as many packets as may wait");
        _server.TakesPackets = true;
        await AssertPutOut(DisconnectReason.ProtocolError);
        Assert.That(_server.Packets.Count(), Is.EqualTo(4096));
    }

    [Test]
    public async Task PeerThatAnnouncesTooLargeAPacketIsPutOutBeforeItComes()
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.Join();
        stranger.SendReliable(0, LaneHeader.First, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3);
        await AssertPutOut(DisconnectReason.PacketTooLarge);
    }

    [Test]
    public async Task ClientThatDoesNotConfirmIsNoPeerAndLosesItsPlace()
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.Join();
        stranger.Receive(datagram => LitePacket.KindOf(datagram[0]) == LitePacket.Disconnect);
        PollAll();
        Assert.That(_server.Log.Count(line => line.Kind == PeerEventKind.Connected), Is.EqualTo(1), "The player.");
    }

    [Test]
    public async Task PlacesForHandshakesAreLimitedPerAddress()
    {
        var strangers = Enumerable.Range(0, 9).Select(_ => new RawClient(Of(_server).LocalPort)).ToList();
        foreach (var stranger in strangers.Take(8)) stranger.Join();
        strangers[8].Send(strangers[8].CreateJoin(strangers[8].GetCookie()));
        var answer = strangers[8].Receive(datagram => datagram[0] == DatagramKind.Refusal);
        Assert.That(Refusal.TryRead(answer, strangers[8].Nonce, out var info), Is.True);
        Assert.That((info.Code, info.Text), Is.EqualTo((503, "Too many handshakes at once. Try again.")));
        strangers.ForEach(stranger => stranger.Dispose());
    }

    [Test]
    public void AnotherVersionIsToldSo()
    {
        using var stranger = new RawClient(Of(_server).LocalPort) { Version = 2 };
        stranger.Send(stranger.CreateKnock());
        Assert.That(Refusal.TryRead(stranger.Receive(), stranger.Nonce, out var info), Is.True);
        Assert.That((info.Code, info.Text), Is.EqualTo((426, "The server speaks version 1 of the protocol, not 2.")));
    }

    [Test]
    public void NoAnswerIsLongerThanTheQuestion()
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        var cookie = stranger.GetCookie();
        byte[][] questions =
        [
            stranger.CreateKnock(),
            new RawClient(Of(_server).LocalPort) { Version = 9 }.CreateKnock(),
            stranger.CreateJoin(cookie, proof: new byte[16]),
            [LitePacket.Ping, 1, 0],
            [LitePacket.PeerNotFound, .. new byte[14]],
        ];
        foreach (var question in questions)
        {
            stranger.Send(question);
            Assert.That(stranger.Receive(), Has.Length.LessThanOrEqualTo(question.Length));
        }
    }

    [Test]
    public async Task CookieIsGoodForOneConnectionOnly()
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        var cookie = stranger.GetCookie();
        stranger.Send(stranger.CreateJoin(cookie));
        stranger.SendControl(ControlMessage.Confirm);
        await Until(() => _server.Peer.Peers.Count == 2, "the stranger to be a peer");
        _server.Peer.DisconnectPeer(_server.Peer.Peers.Single(peer => peer != _player.Id), force: true);
        await Until(() => Clients == 1, "the stranger to be gone");
        stranger.ChangeTime();
        stranger.Send(stranger.CreateJoin(cookie));
        // When this is answered, the join was looked at.
        stranger.Send(stranger.CreateKnock());
        stranger.Receive(datagram => datagram[0] == DatagramKind.Challenge);
        Assert.That(Clients, Is.EqualTo(1));
    }

    [Test]
    public async Task ForgedRequestInAPlayersNameDoesNotEndItsConnection()
    {
        using var relay = new LossyRelay(Of(_server).LocalPort, TestSeed.NewRandom()) { Percent = 0 };
        var victim = StartClient(relay.Port);
        await UntilJoined(_server, victim);
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.ChangeTime(TimeSpan.TicksPerHour);
        // Both come from the victim's address, as the server sees it.
        relay.Inject(stranger.CreateJoin(new byte[Protocol.CookieBytes]));
        relay.Inject(stranger.CreateJoin(stranger.GetCookie()));
        relay.Inject([LitePacket.PeerNotFound, 1]);
        relay.Inject([LitePacket.Disconnect, 1, 2, 3, 4, 5, 6, 7, 8]);
        await AssertLinkWorks(_server, victim);
        Assert.That(_server.Gone(victim.Id), Is.Null);
    }

    [Test]
    public async Task ForgedDatagramsToAClientDoNotEndItsConnection()
    {
        using var stranger = new RawClient(Of(_player).LocalPort);
        // From another address they are nothing at all.
        stranger.Send([LitePacket.PeerNotFound, 1]);
        stranger.Send([LitePacket.PeerNotFound]);
        stranger.Send([16]);
        var refusal = new byte[Refusal.MaxBytes];
        stranger.Send(refusal.AsSpan(0, Refusal.Write(refusal, stranger.Nonce, 503, "Go away.")));
        await AssertLinkWorks(_server, _player);
        Assert.That(stranger.TryReceive(), Is.Null, "And nothing is answered.");
    }

    [Test]
    public async Task RepeatedRequestOfAConnectionThatStandsIsAnsweredAgain()
    {
        using var stranger = new RawClient(Of(_server).LocalPort);
        var join = stranger.CreateJoin(stranger.GetCookie());
        stranger.Send(join);
        stranger.Receive(datagram => datagram[0] == LitePacket.ConnectAccept);
        stranger.Send(join);
        stranger.Receive(datagram => datagram[0] == LitePacket.ConnectAccept);
        stranger.SendControl(ControlMessage.Confirm);
        await Until(() => _server.Peer.Peers.Count == 2, "the stranger to be a peer");
        var id = _server.Peer.Peers.Single(peer => peer != _player.Id);
        stranger.ChangeTime();
        stranger.Send(stranger.CreateJoin(stranger.GetCookie(), number: 1));
        Assert.That((await UntilGone(_server, id)).Reason, Is.EqualTo(DisconnectReason.ConnectionLost), "It has proved its address once more: it was started anew.");
    }

    [Test]
    public async Task AnyDatagramsOfAPeerDoNoHarmToOthers()
    {
        var random = TestSeed.NewRandom();
        using var stranger = new RawClient(Of(_server).LocalPort);
        stranger.Join();
        stranger.SendControl(ControlMessage.Confirm);
        await Until(() => _server.Peer.Peers.Count == 2, "the stranger to be a peer");
        for (var i = 0; i < 20_000; i++)
        {
            var datagram = random.NextBytes(random.Next(1, 60));
            if (random.Next(2) == 0) datagram[0] = (byte)random.Next(20);
            if (datagram.Length > 3 && random.Next(2) == 0) BinaryPrimitives.WriteUInt16LittleEndian(datagram.AsSpan(1), (ushort)random.Next(70));
            if (datagram.Length > 3 && random.Next(2) == 0) datagram[3] = (byte)(random.Next(9) * 4 + 2);
            stranger.Send(datagram);
            if (i % 100 == 0) PollAll();
        }
        await AssertLinkWorks(_server, _player);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task AnyMessagesOfAPeerDoNoHarmToOthers(int round)
    {
        var random = new Random(TestSeed.NewRandom().Next() + round);
        for (var visit = 0; visit < 30; visit++)
        {
            using var stranger = new RawClient(Of(_server).LocalPort);
            stranger.Join();
            for (var i = 0; i < 10; i++)
            {
                var message = random.NextBytes(random.Next(1, 40));
                message[0] = (byte)random.Next(7);
                stranger.SendReliable(round == 1 ? 8 : random.Next(8), message);
            }
            // Its places are few: it has to be gone before the next one comes.
            await Until(() => { stranger.Send([8, .. BitConverter.GetBytes(stranger.ConnectTime)]); return Connections == 1; }, "the stranger to leave");
        }
        await AssertLinkWorks(_server, _player);
    }

    private int Connections => Session.Connections;

    private int Clients => Session.Clients;

    private ServerSession Session => (ServerSession)typeof(LiteNetMultiplayerPeer)
        .GetField("_session", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(_server.Peer)!;

    private async Task AssertPutOut(DisconnectReason reason)
    {
        await Until(() => _server.Log.Any(line => line.Kind == PeerEventKind.Disconnected), "the stranger to be put out");
        var gone = _server.Log.Single(line => line.Kind == PeerEventKind.Disconnected);
        Assert.That((gone.Info.Reason, gone.Info.Origin), Is.EqualTo((reason, DisconnectOrigin.Local)));
        Assert.That(_server.PacketsFrom(gone.Id).All(packet => packet.Payload.Length == 0), Is.True);
    }
}

namespace Transport.ContractTests;

// Rule 2: a remote's bytes never throw out of Poll. A caller's mistake throws at the call and changes nothing.
public abstract partial class MultiplayerPeerContract
{
    private const int Absent = 1_234_567;

    [Test]
    public async Task Rule02_SendNeedsAConnectedPeer()
    {
        var idle = CreatePeer("idle");
        AssertSendingRefused(idle);
        var server = StartServer();
        var client = StartClient(server);
        AssertSendingRefused(client);
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule02_SendRefusesATargetThatIsNotThere()
    {
        var (server, client) = await StartPair();
        foreach (var target in new[] { Absent, MultiplayerPeer.TargetPeerServer, int.MinValue })
            AssertMistake<ArgumentException>(server, peer => peer.Send("x"u8, target), $"server to {target}");
        foreach (var target in new[] { Absent, client.Id, int.MinValue })
            AssertMistake<ArgumentException>(client, peer => peer.TrySend("x"u8, target), $"client to {target}");
        server.Peer.TargetPeer = Absent;
        AssertMistake<ArgumentException>(server, peer => peer.PutPacket("x"u8), "put to an absent peer");
        AssertMistake<ArgumentException>(server, peer => peer.TargetPeer = int.MinValue, "no such target");
        Assert.That(server.Peer.TargetPeer, Is.EqualTo(Absent));
        await AssertLinkWorks(server, client);
        Assert.That((server.Packets.Count(), client.Packets.Count()), Is.EqualTo((1, 1)), "Nothing of the mistakes was sent.");
    }

    [Test]
    public async Task Rule02_SendRefusesAModeOrChannelThatIsNotThere()
    {
        var (server, client) = await StartPair();
        AssertMistake<ArgumentException>(server, peer => peer.Send("x"u8, 0, (TransferMode)3), "mode 3");
        AssertMistake<ArgumentException>(server, peer => peer.TrySend("x"u8, 0, (TransferMode)(-1)), "mode -1");
        AssertMistake<ArgumentException>(server, peer => peer.Send("x"u8, 0, TransferMode.Reliable, -1), "channel -1");
        if (server.Peer.MaxChannel < int.MaxValue)
            AssertMistake<ArgumentException>(server, peer => peer.Send("x"u8, 0, TransferMode.Reliable, peer.MaxChannel + 1), "a channel too many");
        await AssertLinkWorks(server, client);
        Assert.That(client.Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Rule02_DisconnectPeerRefusesWhatCannotBe()
    {
        var idle = CreatePeer("idle");
        AssertMistake<InvalidOperationException>(idle, peer => peer.DisconnectPeer(2), "not connected");
        var (server, client) = await StartPair();
        var id = client.Id;
        AssertMistake<ArgumentException>(server, peer => peer.DisconnectPeer(Absent), "an absent peer");
        AssertMistake<ArgumentException>(server, peer => peer.DisconnectPeer(MultiplayerPeer.TargetPeerServer), "itself");
        AssertMistake<ArgumentException>(server, peer => peer.DisconnectPeer(0), "everyone");
        AssertMistake<ArgumentException>(client, peer => peer.DisconnectPeer(id), "itself");
        AssertCloseArgumentsChecked(server, (peer, code, reason) => peer.DisconnectPeer(id, code, reason));
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule02_CloseRefusesWhatCannotBeSent()
    {
        var (server, client) = await StartPair();
        AssertCloseArgumentsChecked(server, (peer, code, reason) => peer.Close(code, reason));
        AssertCloseArgumentsChecked(client, (peer, code, reason) => peer.CloseAsync(code, reason).AsTask());
        AssertCloseArgumentsChecked(CreatePeer("idle"), (peer, code, reason) => peer.Close(code, reason));
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule02_CloseOfADisconnectedPeerDoesNothing()
    {
        var idle = CreatePeer("idle");
        AssertUnchanged(idle, "close", () => idle.Peer.Close());
        await idle.Peer.CloseAsync();
        idle.Poll();
        Assert.That(idle.Log, Is.Empty);
    }

    [Test]
    public async Task Rule02_StatisticsOfAnAbsentPeerAreRefused()
    {
        var (server, client) = await StartPair();
        AssertMistake<ArgumentException>(server, peer => peer.GetStatistics(Absent), "an absent peer");
        AssertMistake<ArgumentException>(server, peer => peer.GetStatistics(MultiplayerPeer.TargetPeerServer), "itself");
        AssertMistake<ArgumentException>(client, peer => peer.GetStatistics(client.Id), "itself");
    }

    [Test]
    public async Task Rule02_StartedPeerIsNotStartedAgain()
    {
        var server = StartServer();
        var client = StartClient(server);
        AssertMistake<InvalidOperationException>(client, peer => Carrier.StartClient(peer, server.Peer), "a connecting client");
        AssertMistake<InvalidOperationException>(client, Carrier.StartServer, "a connecting client");
        await UntilJoined(server, client);
        AssertMistake<InvalidOperationException>(client, peer => Carrier.StartClient(peer, server.Peer), "a client");
        AssertMistake<InvalidOperationException>(client, Carrier.StartServer, "a client");
        AssertMistake<InvalidOperationException>(server, Carrier.StartServer, "a server");
        AssertMistake<InvalidOperationException>(server, Carrier.StartClientOfNobody, "a server");
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule02_ThereIsNoPacketToTakeInAnEmptyQueue()
    {
        var (server, client) = await StartPair();
        foreach (var end in new[] { server, client, CreatePeer("idle") })
        {
            Assert.That((end.Peer.AvailablePacketCount, end.Peer.TryReceive(out var packet)), Is.EqualTo((0, false)));
            Assert.That((packet.Sender, packet.Payload.Length), Is.EqualTo((0, 0)));
            AssertMistake<InvalidOperationException>(end, peer => peer.GetPacket(), "no packet");
            AssertMistake<InvalidOperationException>(end, peer => peer.GetPacketPeer(), "no sender");
            AssertMistake<InvalidOperationException>(end, peer => peer.GetPacketMode(), "no mode");
            AssertMistake<InvalidOperationException>(end, peer => peer.GetPacketChannel(), "no channel");
        }
        await AssertLinkWorks(server, client);
    }

    private static void AssertSendingRefused(RecordedPeer peer)
    {
        AssertMistake<InvalidOperationException>(peer, p => p.Send("x"u8, 0), "Send");
        AssertMistake<InvalidOperationException>(peer, p => p.Send("x"u8, MultiplayerPeer.TargetPeerServer), "Send");
        AssertMistake<InvalidOperationException>(peer, p => p.TrySend("x"u8, 0), "TrySend");
        AssertMistake<InvalidOperationException>(peer, p => p.PutPacket("x"u8), "PutPacket");
    }

    private static void AssertCloseArgumentsChecked(RecordedPeer peer, Action<MultiplayerPeer, int, string> close)
    {
        int[] codes = [-1, 0, 1, 999, 1004, CloseCode.NoStatus, CloseCode.Abnormal, 1012, 2999, 5000, int.MaxValue];
        foreach (var code in codes) AssertMistake<ArgumentException>(peer, p => close(p, code, ""), $"code {code}");
        AssertMistake<ArgumentException>(peer, p => close(p, CloseCode.Normal, new string('x', 124)), "124 bytes");
        AssertMistake<ArgumentException>(peer, p => close(p, CloseCode.Normal, new string('€', 42)), "42 characters of three bytes");
        AssertMistake<ArgumentException>(peer, p => close(p, CloseCode.Normal, null!), "no reason");
    }

    private static void AssertMistake<TException>(RecordedPeer peer, Action<MultiplayerPeer> mistake, string what)
        where TException : Exception =>
        AssertUnchanged(peer, what, () => Assert.That(() => mistake(peer.Peer), Throws.InstanceOf<TException>(), $"{peer.Name}: {what}"));

    private static void AssertUnchanged(RecordedPeer peer, string what, Action act)
    {
        var before = State(peer);
        act();
        Assert.That(State(peer), Is.EqualTo(before), $"{peer.Name}: {what} changes nothing.");
    }

    private static string State(RecordedPeer peer) => string.Join(
        ' ', peer.Peer.Status, peer.Peer.UniqueId, string.Join(',', peer.Peer.Peers), peer.Peer.AvailablePacketCount, peer.Log.Count);
}

namespace Transport.ContractTests;

// A server that takes nobody says so, and keeps those it has.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Refusal_OfNewConnectionsLeavesTheOthers()
    {
        var (server, client) = await StartPair();
        Assert.That(server.Peer.RefuseNewConnections, Is.False);
        server.Peer.RefuseNewConnections = true;
        var refused = StartClient(server);
        await AssertRefused(refused);
        await AssertLinkWorks(server, client);
        Assert.That(server.Log.Count(line => line.Kind == PeerEventKind.Connected), Is.EqualTo(1));

        server.Peer.RefuseNewConnections = false;
        Carrier.StartClient(refused.Peer, server.Peer);
        await UntilJoined(server, refused);
        await AssertLinkWorks(server, refused);
    }

    [Test]
    public async Task Refusal_OutlivesASession()
    {
        var server = CreatePeer("server");
        server.Peer.RefuseNewConnections = true;
        Carrier.StartServer(server.Peer);
        await AssertRefused(StartClient(server));
        server.Peer.Close();
        Carrier.StartServer(server.Peer);
        Assert.That(server.Peer.RefuseNewConnections, Is.True);
        await AssertRefused(StartClient(server));
    }

    [Test]
    public async Task Refusal_AboveMaxClients()
    {
        var server = StartServer(CarrierLimits.Default with { MaxClients = 2 });
        var (first, second) = (await Join(server), await Join(server));
        var third = StartClient(server);
        await AssertRefused(third);
        await AssertLinkWorks(server, first);
        await AssertLinkWorks(server, second);

        var firstId = first.Id;
        first.Peer.Close();
        await UntilGone(server, firstId);
        await PumpUntil(
            () =>
            {
                // Its place may be free a moment later.
                if (third.Peer.Status == ConnectionStatus.Disconnected) Carrier.StartClient(third.Peer, server.Peer);
                return third.IsConnected && server.Peer.Peers.Contains(third.Id);
            },
            "the third client in the first one's place",
            isSilent: true);
        await AssertRefused(StartClient(server));
    }

    private async Task AssertRefused(RecordedPeer client)
    {
        await PumpUntil(() => client.Failure is not null, $"{client.Name} to be refused");
        var info = client.Failure!.Value;
        if (Carrier.CannotTellRefusals is { } exception) TestContext.Out.WriteLine($"Exception: {exception}");
        else Assert.That((info.Reason, info.Origin), Is.EqualTo((DisconnectReason.Refused, DisconnectOrigin.Remote)));
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(client.Log.Select(line => line.Kind), Is.EqualTo([PeerEventKind.ConnectionFailed]), "Never told connected.");
    }
}

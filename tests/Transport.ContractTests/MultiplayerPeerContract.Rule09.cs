namespace Transport.ContractTests;

// Rule 9: a dead link is found within a configured time; a game that hitches is not taken for dead.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Rule09_BrokenLinkIsFoundByBothEnds()
    {
        IgnoreWhen(Carrier.CannotCutLinks);
        var (server, client) = await StartPair();
        var other = await Join(server);
        var id = client.Id;
        client.Peer.Send("before"u8, MultiplayerPeer.TargetPeerServer);
        await UntilTexts(server, "before");
        Carrier.CutLink(client.Peer);
        AssertLost(await UntilGone(server, id));
        AssertLost(await UntilGone(client, MultiplayerPeer.TargetPeerServer));
        await AssertLinkWorks(server, other);

        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule09_SilentLinkIsFoundInTime()
    {
        IgnoreWhen(Carrier.CannotSilenceLinks);
        IgnoreWhen(Carrier.CannotMoveTime);
        var (server, client) = await StartPair();
        var id = client.Id;
        Carrier.SilenceLink(client.Peer);
        for (var passed = TimeSpan.Zero; passed <= Carrier.LivenessTime; passed += TimeSpan.FromSeconds(1))
        {
            Carrier.Advance(TimeSpan.FromSeconds(1));
            server.Poll();
        }
        var info = await UntilGone(server, id);
        Assert.That((info.Reason, info.Origin, info.IsClean), Is.EqualTo((DisconnectReason.TimedOut, DisconnectOrigin.Network, false)));
    }

    [Test]
    public async Task Rule09_GameThatDoesNotPollIsNotTakenForDead([Values] bool isServer)
    {
        IgnoreWhen(Carrier.CannotMoveTime);
        var (server, client) = await StartPair();
        var (hitching, other) = isServer ? (server, client) : (client, server);
        hitching.IsPolled = false;
        for (var passed = TimeSpan.Zero; passed <= 4 * Carrier.LivenessTime; passed += TimeSpan.FromSeconds(1))
        {
            Carrier.Advance(TimeSpan.FromSeconds(1));
            other.Poll();
        }
        hitching.IsPolled = true;
        hitching.Poll();
        Assert.That((server.Log.Count, client.Log.Count), Is.EqualTo((1, 1)), $"Connected, and nothing else.\n{server}\n{client}");
        await AssertLinkWorks(server, client);
        Assert.That((server.Log.Count, client.Log.Count), Is.EqualTo((2, 2)), "Connected, and a packet.");
    }
}

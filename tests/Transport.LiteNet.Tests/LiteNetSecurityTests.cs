using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;
using Transport.LiteNet.Tests.Fixtures;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests;

/// <summary>Encryption end to end: who gets in, what is refused, and that it is counted.</summary>
[NonParallelizable]
internal sealed class LiteNetSecurityTests : LiteNetFixture
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Key = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset Later = DateTimeOffset.UtcNow.AddHours(1);

    private static LiteNetMultiplayerPeerOptions Shared => new() { Security = LiteNetSecurity.SharedSecret(Secret) };

    private static LiteNetMultiplayerPeerOptions Plain => new();

    [Test]
    public async Task TokenLetsItsOwnerInAndTellsTheServerOfIt()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(Key, "eu1") });
        var alice = await Join(server, WithToken(LiteNetConnectToken.Issue(Key, Later, "Alice"u8, "eu1")));
        var bob = await Join(server, WithToken(LiteNetConnectToken.Issue(Key, Later, "Bob"u8, "eu1")));
        await AssertLinkWorks(server, alice);
        await AssertLinkWorks(server, bob);
        Assert.That(Of(server).GetPeerUserData(alice.Id).ToArray(), Is.EqualTo("Alice"u8.ToArray()));
        Assert.That(Of(server).GetPeerUserData(bob.Id).ToArray(), Is.EqualTo("Bob"u8.ToArray()));
        Assert.That(Of(alice).GetPeerUserData(1).IsEmpty, Is.True, "The client cannot read it.");
    }

    [Test]
    public async Task ServerWithoutANameTakesTokensForAnyServer()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(Key) });
        await AssertLinkWorks(server, await Join(server, WithToken(LiteNetConnectToken.Issue(Key, Later, server: "us7"))));
    }

    [Test]
    public async Task SameTokenGivesOtherKeysEachTime()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(Key) });
        var options = WithToken(LiteNetConnectToken.Issue(Key, Later));
        var (first, second) = (await Join(server, options), await Join(server, options));
        await AssertLinkWorks(server, first);
        await AssertLinkWorks(server, second);
    }

    [Test]
    public async Task WrongSecretIsRefusedToldAndCounted()
    {
        using var meters = new Meters("transport.code");
        var server = StartServer(Shared);
        var info = await UntilFailed(StartClient(Of(server).LocalPort, new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.SharedSecret(Key) }));
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.SecurityFailed, DisconnectOrigin.Remote, 401, "The key is another one.")));
        Assert.That(meters.Of("transport.refusals", 401), Is.EqualTo(1));
        Assert.That(server.Log, Is.Empty);
    }

    [Test]
    public async Task PlainClientOfAnEncryptedServerIsToldSo()
    {
        var info = await UntilFailed(StartClient(Of(StartServer(Shared)).LocalPort, Plain));
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.SecurityFailed, DisconnectOrigin.Local, text: "The server takes encrypted clients only.")));
    }

    [Test]
    public async Task EncryptedClientOfAPlainServerIsNotTalkedDown()
    {
        var server = StartServer(Plain);
        var info = await UntilFailed(StartClient(Of(server).LocalPort, Shared));
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.SecurityFailed, DisconnectOrigin.Local, text: "The server does not encrypt.")));
        Assert.That(server.Log, Is.Empty);
    }

    [Test]
    public async Task SecretAndTokenDoNotMeet()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(Key) });
        var info = await UntilFailed(StartClient(Of(server).LocalPort, Shared));
        Assert.That((info.Reason, info.Text), Is.EqualTo((DisconnectReason.SecurityFailed, "The server and this client have different kinds of keys.")));
    }

    [TestCase("key", "The token was not issued with this server's key.")]
    [TestCase("time", "The token has expired.")]
    [TestCase("server", "The token is for another server.")]
    public async Task TokenThatIsNotGoodIsRefusedAndToldWhy(string wrong, string text)
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(Key, "eu1") });
        var token = LiteNetConnectToken.Issue(
            wrong == "key" ? Secret : Key, wrong == "time" ? DateTimeOffset.UtcNow.AddSeconds(-1) : Later, server: wrong == "server" ? "us7" : "eu1");
        var info = await UntilFailed(StartClient(Of(server).LocalPort, WithToken(token)));
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.SecurityFailed, DisconnectOrigin.Remote, 401, text)));
    }

    [Test]
    public async Task TokensExpireByTheServersClock()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var server = CreatePeer(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(Key) }, time);
        Of(server).CreateServer(0, "127.0.0.1");
        var options = WithToken(LiteNetConnectToken.Issue(Key, DateTimeOffset.UnixEpoch.AddMinutes(1)));
        time.Advance(TimeSpan.FromMinutes(1));
        var client = await Join(server, options);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That((await UntilFailed(StartClient(Of(server).LocalPort, options))).Text, Is.EqualTo("The token has expired."));
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task FlippedBitIsRefusedCountedAndMadeUpFor()
    {
        using var meters = new Meters("transport.cause");
        var (server, client, relay) = await JoinByRelay();
        using var _ = relay;
        var random = TestSeed.NewRandom();
        var flips = 0;
        relay.Watch = (_, datagram) =>
        {
            if (datagram[0] != DatagramKind.Sealed || random.Next(4) > 0) return;
            datagram[random.Next(1, datagram.Length)] ^= (byte)(1 << random.Next(8));
            Interlocked.Increment(ref flips);
        };
        for (var i = 0; i < 200; i++) client.Peer.Send([(byte)i], 1);
        for (var i = 0; i < 200; i++) server.Peer.Send([(byte)i], client.Id);
        await Until(() => server.Packets.Count() == 200 && client.Packets.Count() == 200, "all packets, in spite of it");
        relay.Watch = null;
        await AssertLinkWorks(server, client);
        Assert.That(flips, Is.GreaterThan(0));
        Assert.That(
            meters.Of("transport.datagrams.refused", "forged") + meters.Of("transport.datagrams.refused", "replayed"), Is.EqualTo(flips),
            "A bit of the number may make it one that has come already.");
        Assert.That(server.Packets.Take(200).Select(packet => packet.Payload[0]), Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test]
    public async Task ReplayedDatagramIsRefusedAndCounted()
    {
        using var meters = new Meters("transport.cause");
        var (server, client, relay) = await JoinByRelay();
        using var _ = relay;
        var recorded = new List<byte[]>();
        relay.Watch = (isToServer, datagram) =>
        {
            if (isToServer && datagram[0] == DatagramKind.Sealed) recorded.Add([.. datagram]);
        };
        for (var i = 0; i < 5; i++) client.Peer.Send([(byte)i], 1, TransferMode.Unreliable);
        await Until(() => server.Packets.Count() == 5, "five packets");
        relay.Watch = null;
        var before = meters.Of("transport.datagrams.refused", "replayed");
        var replayed = recorded.ToArray();
        foreach (var datagram in replayed) relay.Inject(datagram);
        await AssertLinkWorks(server, client);
        Assert.That(meters.Of("transport.datagrams.refused", "replayed") - before, Is.EqualTo(replayed.Length));
        Assert.That(server.Packets.Count(), Is.EqualTo(6), "Five, and the one of the check: an unreliable packet is not delivered again.");
    }

    [Test]
    public async Task DatagramThatIsNotEncryptedIsRefusedAndCounted()
    {
        using var meters = new Meters("transport.cause");
        var (server, client, relay) = await JoinByRelay();
        using var _ = relay;
        var before = meters.Of("transport.datagrams.refused", "unsealed");
        relay.Inject([LitePacket.Unreliable, 0, 99]);
        relay.Inject([LitePacket.Disconnect, 1, 2, 3, 4, 5, 6, 7, 8]);
        relay.Inject([LitePacket.PeerNotFound]);
        await AssertLinkWorks(server, client);
        Assert.That(meters.Of("transport.datagrams.refused", "unsealed") - before, Is.EqualTo(3));
        Assert.That(server.Packets.Count(), Is.EqualTo(1), "The one of the check.");
    }

    [Test]
    public async Task NothingOfAPacketCanBeReadOnTheWay()
    {
        var (server, client, relay) = await JoinByRelay();
        using var _ = relay;
        var seen = new List<byte>();
        relay.Watch = (_, datagram) => seen.AddRange(datagram);
        client.Peer.Send("a move that nobody may know"u8, 1);
        client.Peer.Close(4000, "a reason that nobody may know");
        await Until(() => server.Log.Any(line => line.Kind == PeerEventKind.Disconnected), "the end");
        Assert.That(server.Texts.Single(), Is.EqualTo("a move that nobody may know"));
        Assert.That(seen.ToArray().AsSpan().IndexOf("nobody may know"u8), Is.EqualTo(-1));
    }

    [Test]
    public async Task ChangedJoinIsRefused()
    {
        var server = StartServer(Shared);
        using var relay = new LossyRelay(Of(server).LocalPort, TestSeed.NewRandom()) { Percent = 0 };
        // The client's window, which is not secret, but is not to be changed either.
        relay.Watch = (isToServer, datagram) =>
        {
            if (isToServer && datagram[0] == LitePacket.ConnectRequest) datagram[18 + 16 + 46] ^= 1;
        };
        Assert.That((await UntilFailed(StartClient(relay.Port, Shared))).Text, Is.EqualTo("The key is another one."));
    }

    [Test]
    public async Task SilentClientIsFoundAndItsEncryptedPlaceIsFree()
    {
        var options = Shared;
        (options.PingInterval, options.SilenceLimit, options.MaxClients) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(400), 1);
        var server = StartServer(options);
        var client = await Join(server, options);
        var id = client.Id;
        Of(client).Endpoint!.IsSilenced = true;
        Assert.That((await UntilGone(server, id)).Reason, Is.EqualTo(DisconnectReason.TimedOut));
        Assert.That((await UntilGone(client, 1)).Reason, Is.EqualTo(DisconnectReason.TimedOut));
        await AssertLinkWorks(server, await Join(server, options));
    }

    private static LiteNetMultiplayerPeerOptions WithToken(byte[] token) => new() { Security = LiteNetSecurity.Token(token) };

    private async Task<(RecordedPeer Server, RecordedPeer Client, LossyRelay Relay)> JoinByRelay()
    {
        var server = StartServer(Shared);
        var relay = new LossyRelay(Of(server).LocalPort, TestSeed.NewRandom()) { Percent = 0 };
        var client = StartClient(relay.Port, Shared);
        await UntilJoined(server, client);
        return (server, client, relay);
    }
}

using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;
using ConnectFour.Tests.Fixtures;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Tests.Matches;

/// <summary>Strangers who keep to no rule. The game of the others goes on.</summary>
public sealed class HostileTests
{
    private TestMatch _match = null!;
    private MatchClient _ann = null!;
    private MatchClient _ben = null!;

    [SetUp]
    public void Begin()
    {
        _match = new TestMatch();
        (_ann, _ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Play(_ann, _ben, 3, 4);
    }

    [TearDown]
    public void End()
    {
        Assert.That(_match.Drop(_ann, 0), Is.EqualTo(MoveResult.Played), "the game goes on");
        Assert.That(_match.State.Moves, Is.EqualTo(new byte[] { 3, 4, 0 }));
        Assert.That(_ben.View.State.Moves, Is.EqualTo(new byte[] { 3, 4, 0 }));
        _match.Dispose();
    }

    [Test]
    public void WhoHasNotJoinedDoesNothing()
    {
        using var stranger = Come();

        Assert.That(Ask(stranger, stranger.Calls.RpcTo(1).Drop(0)), Is.EqualTo(MoveResult.NoSeat));
        Assert.That(Ask(stranger, stranger.Calls.RpcTo(1).Rematch()), Is.EqualTo(RematchResult.NoSeat));
        Assert.That(Ask(stranger, stranger.Calls.RpcTo(1).InviteBot()), Is.EqualTo(RematchResult.NoSeat));
        stranger.Calls.RpcTo(1).Leave();
        Settle(stranger);
    }

    [Test]
    public void NobodySpeaksForTheServer()
    {
        using var stranger = Come();
        stranger.Calls.RpcTo(1).Changed(_match.State with { Winner = Disc.Yellow, Phase = MatchPhase.Over });
        stranger.Calls.RpcTo(1).Noticed(new Notice(NoticeKind.Won, "Ben", Disc.Yellow, 0));
        Settle(stranger);

        Assert.That(_match.Failures.Select(failure => failure.Reason), Is.EqualTo(new[] { CallFailureReason.Refused, CallFailureReason.Refused }));
        Assert.That(stranger.Api.Peers, Is.EqualTo(new[] { 1 }), "the players are not to be reached past the server");
    }

    [Test]
    public void HugeTextsAreCutOrRefused()
    {
        using var stranger = Come();
        var huge = new string('x', 10_000);
        Assert.That(Ask(stranger, stranger.Calls.RpcTo(1).Join(new JoinRequest(huge, huge, huge, true))).Result, Is.EqualTo(JoinResult.NoSuchMatch));
        var answer = Ask(stranger, stranger.Calls.RpcTo(1).Join(new JoinRequest("", huge, huge, true)));

        Assert.That(answer.Result, Is.EqualTo(JoinResult.Watching));
        Assert.That(answer.Name, Has.Length.EqualTo(20));
        Assert.That(Ask(stranger, stranger.Calls.RpcTo(1).Join(new JoinRequest("", "Another", "", false))).Result, Is.EqualTo(JoinResult.JoinedAlready));
    }

    [Test]
    public void WhoDoesNotJoinIsPutOut()
    {
        using var stranger = Come();
        var farewell = default(DisconnectInfo);
        stranger.Api.ServerDisconnected += info => farewell = info;
        _match.Advance(TimeSpan.FromSeconds(10));
        Settle(stranger);

        Assert.That(farewell.Code, Is.EqualTo(MatchCloseCode.NotJoined));
        Assert.That(farewell.Text, Is.EqualTo("You have not joined."));
    }

    [Test]
    public void WhoCallsTooOftenIsPutOut()
    {
        using var stranger = Come();
        for (var i = 0; i < 200 && stranger.Peer.Status == ConnectionStatus.Connected; i++)
        {
            stranger.Calls.RpcTo(1).Leave();
            Settle(stranger);
        }

        Assert.That(stranger.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    /// <summary>Packets of a real client, with bytes changed, cut or put in.</summary>
    [Test]
    public void ChangedPacketsHurtNobody()
    {
        var seed = Seeds.ForThisRun(4_4_4_4);
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var packets = Record();
        Assert.That(packets, Has.Count.GreaterThanOrEqualTo(2));
        using var peer = new LoopbackMultiplayerPeer(timeProvider: _match.Time);
        for (var round = 0; round < 2_000; round++)
        {
            if (peer.Status == ConnectionStatus.Disconnected) peer.CreateClient(_match.Peer);
            peer.Poll();
            foreach (var packet in packets)
            {
                if (peer.Status == ConnectionStatus.Connected) peer.Send(Change(packet, random), MultiplayerPeer.TargetPeerServer);
            }
            peer.Poll();
            while (peer.TryReceive(out _))
            {
            }
            // Once for all ends: the clock stands, so that no time is up.
            _match.Settle(rounds: 1);
        }
        peer.Close(force: true);
        _match.Settle();

        Assert.That(_match.Failures, Is.Not.Empty);
    }

    private static byte[] Change(byte[] packet, Random random)
    {
        var bytes = packet.ToList();
        for (var i = random.Next(4); i >= 0 && bytes.Count > 1; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.Insert(at, (byte)random.Next(256)); break;
            }
        }
        return bytes.Count > 0 ? [.. bytes] : [0];
    }

    // What a client sends until it has joined and asked for a move, to a server that only listens.
    private List<byte[]> Record()
    {
        using var server = new LoopbackMultiplayerPeer(timeProvider: _match.Time);
        server.CreateServer();
        using var stranger = new Stranger(server, _match.Time);
        for (var i = 0; i < 3; i++) (_, _) = (Poll(server), Poll(stranger.Api));
        _ = stranger.Calls.RpcTo(1).Join(new JoinRequest("", "Cleo", "", true));
        _ = stranger.Calls.RpcTo(1).Drop(3);
        _ = stranger.Calls.RpcTo(1).Rematch();
        stranger.Api.Poll();
        server.Poll();
        var packets = new List<byte[]>();
        while (server.TryReceive(out var packet)) packets.Add(packet.Payload.ToArray());
        return packets;
    }

    private static bool Poll(MultiplayerPeer peer)
    {
        peer.Poll();
        return true;
    }

    private static bool Poll(MultiplayerApi api)
    {
        api.Poll();
        return true;
    }

    private Stranger Come()
    {
        var stranger = new Stranger(_match.Peer, _match.Time);
        Settle(stranger);
        return stranger;
    }

    private T Ask<T>(Stranger stranger, Task<T> answer)
    {
        Settle(stranger);
        Assert.That(answer.IsCompleted, "the server has answered");
        return answer.GetAwaiter().GetResult();
    }

    private void Settle(Stranger stranger)
    {
        for (var i = 0; i < 3; i++)
        {
            stranger.Api.Poll();
            _match.Settle();
        }
    }
}

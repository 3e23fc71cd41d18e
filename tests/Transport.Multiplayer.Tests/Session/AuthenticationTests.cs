using System.Text;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Session;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuthenticationTests : IDisposable
{
    private readonly TestSession _session = new(clients: 0);

    private TestEnd Server => _session.Server;

    public void Dispose() => _session.Dispose();

    [Test]
    public void RightWordsLetBothIn()
    {
        var client = JoinWith("secret");
        Assert.That(Server.Events, Is.EqualTo([$"PeerAuthenticating {client.Id}", $"PeerConnected {client.Id}"]));
        Assert.That(client.Events, Is.EqualTo(["PeerAuthenticating 1", "ConnectedToServer", "PeerConnected 1"]));
        Assert.That(Server.Api.AuthenticatingPeers, Is.Empty);
        Assert.That(Server.Api.Peers, Is.EqualTo([client.Id]));
    }

    [Test]
    public void WordsGoAsRecorded()
    {
        using var session = new RawSession(clients: 0, prepare: Demand);
        using var client = session.Join();
        client.Send("07 00 \"secret\"");
        session.Server.Api.Poll();
        Assert.That(client.Take(), Is.EqualTo([Hex.Of("07 00 \"welcome\""), Hex.Of("07 00")]));
        Assert.That(session.Server.Api.Peers, Is.Empty, "The client has not completed it.");
        client.Send("07 00");
        session.Server.Api.Poll();
        Assert.That(session.Server.Api.Peers, Is.EqualTo([client.Id]));
        client.Send("07 00");
        session.Server.Api.Poll();
        Assert.That(session.Server.Failures, Is.Empty, "Once more does no harm.");
    }

    [Test]
    public void WrongWordsKeepThePeerOut()
    {
        var client = JoinWith("password");
        Assert.That(Server.Events, Is.EqualTo([$"PeerAuthenticating {client.Id}", $"PeerAuthenticationFailed {client.Id} Closed"]));
        Assert.That(client.Events, Is.EqualTo(["PeerAuthenticating 1", "PeerAuthenticationFailed 1 Closed", "ServerDisconnected Closed"]));
        Assert.That(Server.Api.Peers, Is.Empty);
    }

    [Test]
    public void RefusedPeerLearnsWhy()
    {
        DisconnectInfo? heard = null;
        JoinWith("password", end => end.Api.PeerAuthenticationFailed += (_, info) => heard = info);
        Assert.That(heard, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4003, "wrong password", isClean: true)));
    }

    [Test]
    public void SilentPeerIsPutOutInTime()
    {
        Demand(Server);
        var client = _session.Join(static end => end.Api.AuthCallback = static (_, _) => { });
        _session.Settle();
        _session.Time.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));
        _session.Settle();
        Assert.That(Server.Api.AuthenticatingPeers, Is.EqualTo([client.Id]));
        _session.Time.Advance(TimeSpan.FromTicks(1));
        Server.Api.Poll();
        Assert.That(Server.Events.Last(), Is.EqualTo($"PeerAuthenticationFailed {client.Id} TimedOut"));
        _session.Settle();
        Assert.That(Server.Events, Has.Count.EqualTo(2), "It is told once.");
        Assert.That(client.Events, Is.EqualTo(["PeerAuthenticating 1", "PeerAuthenticationFailed 1 Closed", "ServerDisconnected Closed"]));
    }

    [Test]
    public void TimeoutCanBeSetAndSwitchedOff()
    {
        Demand(Server);
        Server.Api.AuthTimeout = TimeSpan.Zero;
        var client = _session.Join(static end =>
        {
            end.Api.AuthCallback = static (_, _) => { };
            end.Api.AuthTimeout = TimeSpan.MaxValue;
        });
        _session.Settle();
        _session.Time.Advance(TimeSpan.FromDays(1));
        _session.Settle();
        Assert.That(Server.Api.AuthenticatingPeers, Is.EqualTo([client.Id]));
        Server.Api.AuthTimeout = TimeSpan.FromSeconds(1);
        _session.Settle();
        Assert.That(Server.Api.AuthenticatingPeers, Is.Empty);
        Assert.That(() => Server.Api.AuthTimeout = TimeSpan.FromTicks(-1), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void LateWordsFindNobody()
    {
        using var session = new RawSession(clients: 0, prepare: Demand);
        using var client = session.Join();
        session.Time.Advance(TimeSpan.FromSeconds(3));
        client.Send("07 00 \"secret\"");
        session.Server.Api.Poll();
        // They came before the time was looked at, as in Godot; the completion came behind it.
        Assert.That(client.Take(), Is.EqualTo([Hex.Of("07 00 \"welcome\""), Hex.Of("07 00")]));
        Assert.That(session.Server.Events.Last(), Is.EqualTo($"PeerAuthenticationFailed {client.Id} TimedOut"));
        Assert.That(session.Server.Api.Peers, Is.Empty);
        Assert.That(() => session.Server.Api.CompleteAuth(2), Throws.ArgumentException);
    }

    [Test]
    public void ClientThatDoesNotAuthenticateTimesOut()
    {
        // A side without a callback admits at once, and never says that it is done.
        Demand(Server);
        var client = _session.Join();
        _session.Settle();
        Assert.That(client.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1"]));
        Assert.That(Server.Api.Peers, Is.Empty);
        _session.Time.Advance(TimeSpan.FromSeconds(3));
        _session.Settle();
        Assert.That(client.Events.Last(), Is.EqualTo("ServerDisconnected Closed"));
    }

    [Test]
    public void PacketsBeforeAdmissionAreRefused([Values("03 AA", "07 03 00 00 00 00 03 AA", "80 01 04", "07 01 02 00 00 00", "04", "")] string packet)
    {
        using var session = new RawSession(clients: 1, prepare: null);
        Demand(session.Server);
        using var client = session.Join();
        client.Send(packet);
        session.Server.Api.Poll();
        Assert.That(session.Server.Failures.Select(failure => (failure.Peer, failure.Reason)), Is.EqualTo([(client.Id, CallFailureReason.Malformed)]));
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerAuthenticating {client.Id}"]));
        Assert.That(session.A.Take(), Is.Empty);
    }

    [Test]
    public void PacketBehindThisEndsCompletionAdmits()
    {
        // Over a carrier with channels it may overtake the remote's own completion, as it does in Godot.
        using var session = new RawSession(clients: 0, prepare: Demand);
        using var client = session.Join();
        client.Send("07 00 \"secret\"");
        client.Send("03 AA");
        session.Server.Api.Poll();
        Assert.That(session.Server.Events.TakeLast(2), Is.EqualTo([$"PeerConnected {client.Id}", $"PeerPacket {client.Id} AA"]));
    }

    [Test]
    public void WordsFromAnAdmittedPeerAreMalformed()
    {
        using var session = new RawSession(clients: 1);
        session.A.Send("07 00");
        session.A.Send("07 00 01");
        session.Server.Api.Poll();
        Assert.That(session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Malformed));
        Assert.That(session.Server.Api.Peers, Has.Count.EqualTo(1));
    }

    [Test]
    public void OversizedWordsPutThePeerOut([Values(1, 4)] int packets)
    {
        var heard = 0;
        using var session = new RawSession(clients: 0, new MultiplayerApiOptions { MaxAuthBytes = 400 }, end =>
            end.Api.AuthCallback = (_, data) => heard += data.Length);
        using var client = session.Join();
        for (var i = 0; i < packets; i++)
        {
            byte[] words = [7, 0, .. new byte[400 / packets]];
            client.Peer.Send(words, 1);
        }
        session.Server.Api.Poll();
        Assert.That(heard, Is.EqualTo(400));
        Assert.That(session.Server.Api.AuthenticatingPeers, Has.Count.EqualTo(1));
        client.Peer.Send([7, 0, 1], 1);
        session.Server.Api.Poll();
        session.Server.Api.Poll();
        Assert.That(heard, Is.EqualTo(400));
        Assert.That(session.Server.Events.Last(), Is.EqualTo($"PeerAuthenticationFailed {client.Id} Closed"));
        DisconnectInfo? told = null;
        client.Peer.PeerDisconnected += (_, info) => told = info;
        client.Settle();
        Assert.That(told!.Value.Code, Is.EqualTo(CloseCode.PolicyViolation));
    }

    [Test]
    public void CallbackThatThrowsKeepsThePeerOutAndTheTickGoing()
    {
        using var session = new RawSession(clients: 1);
        session.Server.Api.AuthCallback = static (_, _) => throw new FormatException("no words at all");
        using var client = session.Join();
        client.Send("07 00 \"secret\"");
        session.A.Send("03 AA");
        Assert.That(session.Server.Api.Poll, Throws.Nothing);
        session.Server.Api.Poll();
        Assert.That(session.Server.Events, Is.EqualTo(
        [
            $"PeerAuthenticating {client.Id}",
            $"PeerPacket {session.A.Id} AA",
            $"PeerAuthenticationFailed {client.Id} Closed",
        ]));
    }

    [Test]
    public void PeerThatLeavesMeanwhileHasFailed()
    {
        Demand(Server);
        var client = _session.Join(static end => end.Api.AuthCallback = static (_, _) => { });
        _session.Settle();
        var id = client.Id;
        client.Peer.Close();
        _session.Settle();
        Assert.That(Server.Events, Is.EqualTo([$"PeerAuthenticating {id}", $"PeerAuthenticationFailed {id} Closed"]));
        Assert.That(client.Events, Is.EqualTo(["PeerAuthenticating 1", "PeerAuthenticationFailed 1 Closed", "ServerDisconnected Closed"]));
    }

    [Test]
    public void MistakesThrow()
    {
        Demand(Server);
        var api = Server.Api;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => api.SendAuth(2, "x"u8), Throws.ArgumentException, "no such peer");
            Assert.That(() => api.CompleteAuth(2), Throws.ArgumentException, "no such peer");
        }
        var client = _session.Join(static end => end.Api.AuthCallback = static (_, _) => { });
        _session.Settle();
        Assert.That(() => api.SendAuth(client.Id, []), Throws.ArgumentException, "no data");
        Assert.That(() => api.SendAuth(client.Id, new byte[70_000]), Throws.ArgumentException, "too much data");
        api.CompleteAuth(client.Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => api.CompleteAuth(client.Id), Throws.InvalidOperationException, "twice");
            Assert.That(() => api.SendAuth(client.Id, "x"u8), Throws.InvalidOperationException, "behind its end");
        }
        _session.Settle();
        Assert.That(() => client.Api.SendAuth(1, "x"u8), Throws.InvalidOperationException, "The server has completed it.");
        Server.Peer.Close();
        Assert.That(() => api.SendAuth(client.Id, "x"u8), Throws.InvalidOperationException, "not connected");
    }

    [Test]
    public void AdmissionWaitsForBothInEitherOrder([Values] bool isServerFirst)
    {
        Server.Api.AuthCallback = static (_, _) => { };
        var client = _session.Join(static end => end.Api.AuthCallback = static (_, _) => { });
        _session.Settle();
        var (first, second) = isServerFirst ? (Server, client) : (client, Server);
        first.Api.CompleteAuth(second.Id);
        _session.Settle();
        Assert.That((Server.Api.Peers.Count, client.Api.Peers.Count), Is.EqualTo((0, 0)));
        second.Api.CompleteAuth(first.Id);
        Assert.That(second.Api.Peers, Is.EqualTo([first.Id]), "At once.");
        _session.Settle();
        Assert.That(first.Api.Peers, Is.EqualTo([second.Id]));
    }

    [Test]
    public void OthersLearnOfAPeerOnlyOnceItIsAdmitted()
    {
        using var session = new RawSession(clients: 1);
        Demand(session.Server);
        using var client = session.Join();
        Assert.That(session.A.Take(), Is.Empty);
        client.Send("07 00 \"secret\"");
        client.Send("07 00");
        session.Server.Api.Poll();
        Assert.That(session.A.Take(), Is.EqualTo([Hex.AddPeer(client.Id)]));
        Assert.That(client.Take(), Is.EqualTo([Hex.Of("07 00 \"welcome\""), Hex.Of("07 00"), Hex.AddPeer(session.A.Id)]), "Behind the completion.");
    }

    [Test]
    public void RefusedCandidateIsNotToldToTheOthers()
    {
        using var session = new RawSession(clients: 1);
        Demand(session.Server);
        using var client = session.Join();
        session.Server.Api.DisconnectPeer(client.Id, 4003, "no");
        session.Server.Api.Poll();
        Assert.That(session.A.Take(), Is.Empty);
        Assert.That(session.Server.Events.Last(), Is.EqualTo($"PeerAuthenticationFailed {client.Id} Closed"));
    }

    // Right is the word "secret".
    private static void Demand(TestEnd server) => server.Api.AuthCallback = (id, data) =>
    {
        if (Encoding.UTF8.GetString(data.Span) == "secret")
        {
            server.Api.SendAuth(id, "welcome"u8);
            server.Api.CompleteAuth(id);
        }
        else
        {
            server.Api.DisconnectPeer(id, 4003, "wrong password");
        }
    };

    private TestEnd JoinWith(string words, Action<TestEnd>? prepare = null)
    {
        Demand(Server);
        var client = _session.Join(end =>
        {
            prepare?.Invoke(end);
            end.Api.PeerAuthenticating += id => end.Api.SendAuth(id, Encoding.UTF8.GetBytes(words));
            end.Api.AuthCallback = (id, data) =>
            {
                if (Encoding.UTF8.GetString(data.Span) == "welcome") end.Api.CompleteAuth(id);
            };
        });
        _session.Settle();
        return client;
    }
}

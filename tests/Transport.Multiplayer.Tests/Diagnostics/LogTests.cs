using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Diagnostics;

[TestFixture]
public sealed class LogTests
{
    [Test]
    public void SessionAndItsFailuresAreLogged()
    {
        var logger = new ListLogger();
        using var session = new TestSession(clients: 1, logger: logger);
        var id = session.Client.Id;
        logger.Lines.Clear();
        session.Client.Board.RpcTo(1).Throw();
        session.Client.Board.RpcTo(1).Start(true, 1, 1);
        session.Settle();
        session.Server.Api.AuthCallback = static (_, _) => throw new FormatException();
        var late = session.Join(static end => end.Api.PeerAuthenticating += id => end.Api.SendAuth(id, "x"u8));
        late.Api.AuthCallback = static (_, _) => { };
        session.Settle();
        Assert.That(logger.Lines, Is.EqualTo(
        [
            $"1305 Error Threw: Throw of Board, from peer {id}: thrown by a method behind 0 calls (InvalidTimeZoneException)",
            $"1304 Warning Refused: Start of Board, from peer {id}: Only peer 1 may call it.",
            $"1300 Debug Peer {late.Id} authenticates",
            "1300 Debug Peer 1 authenticates",
            $"1303 Error The authentication callback threw for peer {late.Id} (FormatException)",
            "1302 Warning Peer 1 was not authenticated: Closed by the other end, code 1008: The authentication failed.",
            $"1302 Warning Peer {late.Id} was not authenticated: Closed by this end, code 1008: The authentication failed.",
        ]));
    }

    [Test]
    public void AdmissionBudgetsAndMismatchesAreLogged()
    {
        var logger = new ListLogger();
        using var session = new TestSession(options: new MultiplayerApiOptions { CallBudget = new PeerBudget(1, 1) }, logger: logger);
        var id = session.Client.Id;
        Assert.That(logger.Lines, Is.EqualTo([$"1301 Debug Peer {id} is in the session", "1301 Debug Peer 1 is in the session"]));
        logger.Lines.Clear();
        session.Client.Board.RpcTo(1).Ready();
        session.Client.Board.RpcTo(1).Ready();
        session.Client.Peer.Send(Bytes.Of("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 05 00 00 00 \"Board\" 00"), 1);
        session.Server.Api.Poll();
        Assert.That(logger.Lines, Has.Count.EqualTo(2));
        Assert.That(logger.Lines[0], Is.EqualTo($"1308 Warning Peer {id} is over its budget of Calls: Drop"));
        Assert.That(logger.Lines[1], Does.StartWith($"1307 Warning Peer {id} has other methods for Board than this end"));
    }

    [Test]
    public void FloodOfFailuresIsLoggedAtABoundedRate()
    {
        var logger = new ListLogger();
        using var session = new TestSession(logger: logger);
        logger.Lines.Clear();
        for (var i = 0; i < 500; i++) session.Client.Board.RpcTo(1).Start(true, 1, 1);
        session.Settle();
        Assert.That(session.Server.Failures, Has.Count.EqualTo(500), "Each is told.");
        Assert.That(logger.Lines, Has.Count.EqualTo(20));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        session.Client.Board.RpcTo(1).Start(true, 1, 1);
        session.Settle();
        Assert.That(logger.Lines[20], Is.EqualTo("1306 Warning 480 more failures of packets and calls were not logged"));
        Assert.That(logger.Lines, Has.Count.EqualTo(22));
    }
}

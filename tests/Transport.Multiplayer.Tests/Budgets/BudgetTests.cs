using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Budgets;

[TestFixture]
public sealed class BudgetTests
{
    [Test]
    public void CallsAboveTheBudgetAreDropped()
    {
        using var session = new TestSession(options: new MultiplayerApiOptions { CallBudget = new PeerBudget(10, 3) });
        for (var i = 0; i < 5; i++) session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Board.Calls, Has.Count.EqualTo(3));
        Assert.That(session.Server.Events.Last(), Is.EqualTo($"BudgetExceeded {session.Client.Id} Calls"));
        Assert.That(session.Server.Events.Count(line => line.StartsWith("Budget", StringComparison.Ordinal)), Is.EqualTo(1), "Told once.");
        Assert.That(session.Server.Api.Statistics.OverBudgetDropped, Is.EqualTo(2));
        session.Time.Advance(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 2; i++) session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Board.Calls, Has.Count.EqualTo(4));
        Assert.That(session.Server.Events.Count(line => line.StartsWith("Budget", StringComparison.Ordinal)), Is.EqualTo(2), "And told anew.");
    }

    [Test]
    public void CallsAboveTheBudgetMayGoOn()
    {
        using var session = new TestSession(options: new MultiplayerApiOptions { CallBudget = new PeerBudget(10, 3, BudgetAction.Ignore) });
        for (var i = 0; i < 5; i++) session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Board.Calls, Has.Count.EqualTo(5));
        Assert.That(session.Server.Events.Last(), Is.EqualTo($"BudgetExceeded {session.Client.Id} Calls"));
        Assert.That(session.Server.Api.Statistics.OverBudgetDropped, Is.Zero);
    }

    [Test]
    public void PeerAboveTheBudgetMayBeDisconnected()
    {
        using var session = new TestSession(clients: 2, options: new MultiplayerApiOptions { CallBudget = new PeerBudget(10, 3, BudgetAction.Disconnect) });
        DisconnectInfo? heard = null;
        session[0].Api.ServerDisconnected += info => heard = info;
        for (var i = 0; i < 5; i++) session[0].Board.RpcTo(1).Ready();
        session[1].Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Board.Calls, Has.Count.EqualTo(4), "The others go on.");
        Assert.That(session.Server.Events.TakeLast(2), Is.EqualTo([$"BudgetExceeded {session[0].Id} Calls", $"PeerDisconnected {session[0].Id} Closed"]));
        Assert.That((heard!.Value.Code, heard.Value.Text), Is.EqualTo((CloseCode.PolicyViolation, "Over the budget of Calls.")));
    }

    [Test]
    public void BytesAreCountedWhetherTheyAreForThisEndOrToBeRelayed()
    {
        using var session = new RawSession(clients: 2, new MultiplayerApiOptions { ByteBudget = new PeerBudget(10, 20) });
        session.A.Send("03 AA BB CC DD EE FF 00 11 22");
        session.A.Peer.Send(Convert.FromHexString(Hex.Relay(session.B.Id, "03 AA BB CC")), 1);
        session.A.Send("03 01");
        session.Server.Api.Poll();
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerPacket {session.A.Id} AABBCCDDEEFF001122", $"BudgetExceeded {session.A.Id} Bytes"]));
        Assert.That(session.B.Take(), Has.Count.EqualTo(1));
        session.B.Send("03 02");
        session.Server.Api.Poll();
        Assert.That(session.Server.Events.Last(), Is.EqualTo($"PeerPacket {session.B.Id} 02"), "Each peer has its own.");
    }

    [Test]
    public void WhoSendsTooMuchThatIsNotUnderstoodIsDisconnected()
    {
        using var session = new RawSession(clients: 2, new MultiplayerApiOptions { FaultBudget = new PeerBudget(1, 5, BudgetAction.Disconnect) });
        for (var i = 0; i < 20; i++) session.A.Send(i % 2 == 0 ? "07 09" : $"20 07 00 00 80 {Methods.Id("Say")} 00 \"Board\" 00");
        session.Server.Api.Poll();
        session.Server.Api.Poll();
        Assert.That(session.Server.Events, Is.EqualTo([$"BudgetExceeded {session.A.Id} Faults", $"PeerDisconnected {session.A.Id} Closed"]));
        Assert.That(session.Server.Failures, Has.Count.EqualTo(6));
        Assert.That(session.Server.Api.Peers, Is.EqualTo([session.B.Id]));
    }

    [TestCase(BudgetAction.Disconnect, 5)]
    [TestCase(BudgetAction.Drop, 5)]
    [TestCase(BudgetAction.Ignore, 20)]
    public void WhoSendsTooMuchBeforeAuthenticatingIsPutOut(BudgetAction action, int told)
    {
        using var session = new RawSession(clients: 0, new MultiplayerApiOptions { FaultBudget = new PeerBudget(1, 5, action) });
        session.Server.Api.AuthCallback = static (_, _) => { };
        using var candidate = session.Join();
        for (var i = 0; i < 20; i++) candidate.Send("03 AA");
        session.Server.Api.Poll();
        session.Server.Api.Poll();
        Assert.That(session.Server.Failures, Has.Count.EqualTo(told));
        Assert.That(session.Server.Api.AuthenticatingPeers, Has.Count.EqualTo(action == BudgetAction.Disconnect ? 0 : 1));
        if (action == BudgetAction.Disconnect)
            Assert.That(session.Server.Events.Last(), Is.EqualTo($"PeerAuthenticationFailed {candidate.Id} Closed"));
    }

    [Test]
    public void RefusedAndUnknownCallsAreNoFaults()
    {
        using var session = new RawSession(clients: 1, new MultiplayerApiOptions { FaultBudget = new PeerBudget(1, 1, BudgetAction.Disconnect) });
        for (var i = 0; i < 20; i++)
        {
            session.A.Send($"A0 06 00 00 80 {Methods.Id("Cheat")} \"Board\" 00");
            session.A.Send($"A0 06 00 00 80 00 \"Other\" 00");
            session.A.Send($"A0 06 00 00 80 F0 \"Board\" 00");
        }
        session.Server.Api.Poll();
        session.Server.Api.Poll();
        Assert.That(session.Server.Failures, Has.Count.EqualTo(60));
        Assert.That(session.Server.Api.Peers, Has.Count.EqualTo(1));
    }

    [Test]
    public void ClientOnlyDropsWhatAnotherClientSendsTooMuchOf()
    {
        using var client = new RawServer(new MultiplayerApiOptions { CallBudget = new PeerBudget(10, 3, BudgetAction.Disconnect) });
        client.Send("07 01 07 00 00 00");
        for (var i = 0; i < 5; i++) client.Send($"07 03 07 00 00 00 A0 06 00 00 80 {Methods.Id("Ready")} \"Board\" 00");
        client.Send($"A0 06 00 00 80 {Methods.Id("Ready")} \"Board\" 00");
        Assert.That(client.End.Board.Calls, Has.Count.EqualTo(4));
        Assert.That(client.End.Api.Peers, Is.EquivalentTo([1, 7]));
    }

    [Test]
    public void OptionsThatMakeNoSenseThrow()
    {
        using var peer = new OfflineMultiplayerPeer();
        foreach (var options in new MultiplayerApiOptions[]
        {
            new() { AnswerTimeout = TimeSpan.Zero },
            new() { MaxArgumentDepth = 0 },
            new() { MaxAuthBytes = 0 },
            new() { MaxUnansweredCalls = 0 },
            new() { MaxPaths = 0 },
            new() { MaxRelayedPeers = -1 },
            new() { Encoding = null! },
        })
        {
            Assert.That(() => new MultiplayerApi(peer, options), Throws.InstanceOf<ArgumentException>());
        }
        Assert.That(() => new MultiplayerApi(peer, new MultiplayerApiOptions { AnswerTimeout = Timeout.InfiniteTimeSpan }).Dispose(), Throws.Nothing);
        Assert.That(() => new MultiplayerApi(null!), Throws.ArgumentNullException);
    }
}

using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
public sealed class CallTests
{
    [Test]
    public void ArgumentsOfEveryKindArrive()
    {
        using var session = new TestSession();
        session.Client.Binding.Authority = 1;
        var calls = session.Client.Board.RpcTo(1);
        calls.Say("grün €");
        calls.Ready();
        calls.Blob([1, 2, 255]);
        calls.Blob([]);
        calls.MaybeBlob(null);
        calls.MaybeBlob([7]);
        calls.Aim([1, -70_000, int.MaxValue], ["a", "b"]);
        calls.Maybe(null, null);
        calls.Maybe(-1, "x");
        calls.Put(Mark.Cross, new Move(3, Mark.Circle, null));
        calls.Score(new Dictionary<string, int> { ["Ann"] = 5 }, (1, 2));
        calls.Join("Bob");
        calls.Add(1, 2, 3);
        session.Settle();
        var from = $" from {session.Client.Id}";
        Assert.That(session.Server.Failures.Select(failure => failure.ToString()), Is.Empty);
        Assert.That(session.Server.Board.Calls, Is.EqualTo(
        [
            "Say grün €" + from,
            "Ready" + from,
            "Blob 0102FF" + from,
            "Blob " + from,
            "MaybeBlob null" + from,
            "MaybeBlob 07" + from,
            "Aim 1,-70000,2147483647 a,b" + from,
            "Maybe null null" + from,
            "Maybe -1 x" + from,
            "Put Cross Move { Column = 3, Mark = Circle, Note =  }" + from,
            "Score Ann=5 (1, 2)" + from,
            "Join Bob 1" + from,
        ]));
        Assert.That(session.Server.Board.Sum, Is.EqualTo(6));
    }

    [Test]
    public void ServerCallsOneAllAndAllButOne()
    {
        using var session = new TestSession(clients: 3);
        var board = session.Server.Board;
        board.RpcTo(session[1].Id).Ready();
        board.Rpc.Start(true, 1.5f, 0.1);
        board.RpcExcept(session[0].Id).Ready();
        session.Settle();
        Assert.That(session[0].Board.Calls, Is.EqualTo(["Start True 1.5 0.1 from 1"]));
        Assert.That(session[1].Board.Calls, Is.EqualTo(["Ready from 1", "Start True 1.5 0.1 from 1", "Ready from 1"]));
        Assert.That(session[2].Board.Calls, Is.EqualTo(["Start True 1.5 0.1 from 1", "Ready from 1"]));
        Assert.That(board.Calls, Is.Empty);
    }

    [Test]
    public void ClientCallsOtherClientsThroughTheServer()
    {
        using var session = new TestSession(clients: 3);
        for (var round = 0; round < 2; round++)
        {
            session[0].Board.RpcTo(session[1].Id).Ready();
            session[0].Board.Rpc.Ready();
            session[0].Board.RpcExcept(1).Ready();
            session.Settle();
        }
        var line = $"Ready from {session[0].Id}";
        Assert.That(session[1].Board.Calls, Is.EqualTo(Enumerable.Repeat(line, 6)));
        Assert.That(session[2].Board.Calls, Is.EqualTo(Enumerable.Repeat(line, 4)));
        Assert.That(session.Server.Board.Calls, Is.EqualTo(Enumerable.Repeat(line, 2)));
        Assert.That(session.Server.Failures, Is.Empty);
    }

    [Test]
    public void ModeAndChannelOfTheMethodAreUsed()
    {
        using var session = new RawSession(clients: 1);
        session.Server.Board.Rpc.Aim([1], []);
        session.A.Peer.Poll();
        session.A.Peer.TryReceive(out var path);
        session.A.Peer.TryReceive(out var call);
        Assert.That((path.Mode, path.Channel), Is.EqualTo((TransferMode.Reliable, 0)), "Paths are told reliably.");
        Assert.That((call.Mode, call.Channel), Is.EqualTo((TransferMode.Unreliable, 2)));
    }

    [Test]
    public void UnreliableCallIsDroppedWhereAReliableOneDisconnects()
    {
        using var session = new RawSession(clients: 1);
        var many = new int[10_000];
        for (var i = 0; i < 200; i++) session.Server.Board.Rpc.Aim(many, []);
        Assert.That(session.Server.Api.Statistics.UnreliablePacketsDropped, Is.Positive);
        session.Server.Api.Poll();
        Assert.That(session.Server.Api.Peers, Has.Count.EqualTo(1));
        for (var i = 0; i < 100; i++) session.Server.Board.Rpc.Blob(new byte[60_000]);
        session.Server.Api.Poll();
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerDisconnected {session.A.Id} SlowConsumer"]));
    }

    [TestCase(0, "Say x from 1")]
    [TestCase(1, "Say x from 1")]
    [TestCase(-99, "Say x from 1")]
    [TestCase(-1, null)]
    public void CallLocalRunsWhereTheTargetIncludesThisEnd(int target, string? expected)
    {
        using var session = new TestSession();
        if (target > 0) session.Server.Board.RpcTo(target).Say("x");
        else if (target < 0) session.Server.Board.RpcExcept(-target).Say("x");
        else session.Server.Board.Rpc.Say("x");
        Assert.That(session.Server.Board.Calls, expected is null ? Is.Empty : Is.EqualTo([expected]));
        Assert.That(session.Server.Api.RemoteSenderId, Is.Zero, "Only while it runs.");
        session.Settle();
        Assert.That(session.Client.Board.Calls, Has.Count.EqualTo(target == 1 ? 0 : 1));
    }

    [Test]
    public void CallLocalRunsBehindTheSending()
    {
        using var session = new TestSession();
        var sent = 0L;
        session.Server.Board.Happened = _ => sent = session.Server.Api.Statistics.CallsSent;
        session.Server.Board.Rpc.Say("x");
        Assert.That(sent, Is.EqualTo(1));
    }

    [Test]
    public void CallLocalInsideACallKeepsTheCallersId()
    {
        using var session = new TestSession();
        session.Server.Board.Happened = line =>
        {
            if (line == "Ready") session.Server.Board.Rpc.Say("x");
        };
        session.Server.Api.PeerPacket += (_, _) => { };
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Board.Calls, Is.EqualTo([$"Ready from {session.Client.Id}", "Say x from 1"]));
    }

    [Test]
    public void SenderIsKnownOnlyWhileItsPacketIsProcessed()
    {
        using var session = new TestSession();
        var heard = 0;
        session.Server.Api.PeerPacket += (_, _) => heard = session.Server.Api.RemoteSenderId;
        session.Client.Api.SendBytes([1], 1);
        session.Settle();
        Assert.That((heard, session.Server.Api.RemoteSenderId), Is.EqualTo((session.Client.Id, 0)));
    }

    [Test]
    public void OfflinePeerCallsItself()
    {
        using var peer = new OfflineMultiplayerPeer();
        using var api = new MultiplayerApi(peer);
        var board = new Board();
        api.Register("Board", board);
        board.Rpc.Say("alone");
        board.Rpc.Ready();
        api.Poll();
        Assert.That(board.Calls, Is.EqualTo(["Say alone from 1"]));
    }

    [Test]
    public void MistakesOfTheCallerThrow()
    {
        using var session = new TestSession(clients: 2);
        var board = session.Server.Board;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new Board().Rpc.Ready(), Throws.InvalidOperationException, "not registered");
            Assert.That(() => board.RpcTo(99).Ready(), Throws.ArgumentException, "no such peer");
            Assert.That(() => board.RpcTo(1).Ready(), Throws.InvalidOperationException, "itself, without CallLocal");
            Assert.That(() => board.Rpc.Cheat(), Throws.InvalidOperationException, "disabled");
            Assert.That(() => board.Rpc.Say(null!), Throws.ArgumentNullException, "null");
            Assert.That(() => board.Rpc.Blob(new byte[70_000]), Throws.ArgumentException, "too large");
            Assert.That(() => board.RpcExcept(int.MinValue).Ready(), Throws.InstanceOf<ArgumentException>(), "no target");
        }
        session.Settle();
        Assert.That(session[0].Board.Calls, Is.Empty);
        board.Rpc.Ready();
        session.Settle();
        Assert.That(session[0].Board.Calls, Has.Count.EqualTo(1), "The next one goes.");
        session.Server.Peer.Close();
        Assert.That(() => board.Rpc.Ready(), Throws.InvalidOperationException, "not connected");
    }

    [TestCase(65_535 - 3, false)]
    [TestCase(65_535 - 2, true)]
    public void LargestCallIsThatOfTheCarrier(int bytes, bool isTooLarge)
    {
        using var session = new TestSession();
        session.Server.Board.Rpc.Ready();
        session.Settle();
        void Call() => session.Server.Board.Rpc.Blob(new byte[bytes]);
        Assert.That(Call, isTooLarge ? Throws.ArgumentException : Throws.Nothing);
        session.Settle();
        Assert.That(session.Client.Board.Calls, Has.Count.EqualTo(isTooLarge ? 1 : 2));
    }

    [Test]
    public void AnotherCallBegunMeanwhileIsTold()
    {
        using var session = new TestSession();
        var first = RpcCall.Begin(session.Server.Board, 0, 4);
        RpcCall.Begin(session.Server.Board, 0, 4);
        Assert.That(() => first.Send(), Throws.InvalidOperationException);
    }

    [Test]
    public void OnlyTheAuthorityMayCallItsMethods()
    {
        using var session = new TestSession(clients: 2);
        session[0].Board.RpcTo(1).Start(true, 1, 1);
        session.Settle();
        Assert.That(session.Server.Board.Calls, Is.Empty);
        Assert.That(session.Server.Failures.Single().ToString(), Is.EqualTo(
            $"Refused: Start of Board, from peer {session[0].Id}: Only peer 1 may call it."));
        session.Server.Binding.Authority = session[0].Id;
        session[0].Board.RpcTo(1).Start(true, 1, 1);
        session[1].Board.RpcTo(1).Start(true, 1, 1);
        session.Settle();
        Assert.That(session.Server.Board.Calls, Is.EqualTo([$"Start True 1 1 from {session[0].Id}"]));
        Assert.That(session.Server.Failures.Last().Peer, Is.EqualTo(session[1].Id));
    }

    [Test]
    public void RightsAreAskedBeforeTheArgumentsAreRead()
    {
        using var session = new RawSession(clients: 1);
        // Start, with arguments that are none.
        session.A.Send($"01 {Methods.ChecksumText} 00 01 00 00 00 \"Board\" 00");
        session.A.Send($"00 01 {Methods.Id("Start")} 03 C1 C1 C1");
        session.A.Send($"00 01 {Methods.Id("Cheat")} 01 C1");
        session.Server.Api.Poll();
        Assert.That(session.Server.Failures.Select(failure => failure.Reason), Is.EqualTo(
            [CallFailureReason.Refused, CallFailureReason.Refused]));
    }

    [Test]
    public void MethodThatThrowsStopsNobodyElse()
    {
        using var session = new TestSession(clients: 2);
        session[0].Board.RpcTo(1).Throw();
        session[0].Board.RpcTo(1).Ready();
        session[1].Board.RpcTo(1).Ready();
        Assert.That(session.Settle, Throws.Nothing);
        Assert.That(session.Server.Board.Calls, Has.Count.EqualTo(2));
        var failure = session.Server.Failures.Single();
        Assert.That((failure.Peer, failure.Reason, failure.Path, failure.Method), Is.EqualTo(
            (session[0].Id, CallFailureReason.Threw, "Board", "Throw")));
        Assert.That(failure.Exception, Is.TypeOf<InvalidTimeZoneException>());
    }

    [Test]
    public void UnknownObjectAndMethodAreTold()
    {
        using var session = new TestSession();
        using var other = new TestEnd(new MultiplayerApiOptions(), session.Time, logger: null);
        session.Server.Binding.Unregister();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Failures.Select(failure => (failure.Reason, failure.Path)), Is.All.EqualTo((CallFailureReason.UnknownObject, "Board")));
        Assert.That(session.Server.Failures, Has.Count.EqualTo(2), "The path, and the call.");
        session.Server.Failures.Clear();
        session.Server.Api.Register("Board", session.Server.Board);
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Failures, Is.Empty);
        Assert.That(session.Server.Board.Calls, Has.Count.EqualTo(1), "Calls reach an object as soon as there is one.");
    }

    [Test]
    public void ObjectUnderTheSamePathTakesOver()
    {
        using var session = new TestSession();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        session.Server.Binding.Unregister();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        var next = new Board();
        session.Server.Api.Register("/root/Board", next);
        session.Client.Board.RpcTo(1).Ready();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That((session.Server.Board.Calls.Count, next.Calls.Count), Is.EqualTo((1, 2)));
        Assert.That(session.Server.Failures.Select(failure => failure.Reason), Is.EqualTo([CallFailureReason.UnknownObject]), "The path is told anew.");
    }

    [Test]
    public void ObjectThatTakesOverAtOnceIsCalledByTheOldId()
    {
        using var session = new TestSession();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        session.Server.Binding.Unregister();
        var next = new Board();
        session.Server.Api.Register("/root/Board", next);
        session.Client.Board.RpcTo(1).Ready();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That((session.Server.Board.Calls.Count, next.Calls.Count), Is.EqualTo((1, 2)));
        Assert.That(session.Server.Failures, Is.Empty);
    }

    [Test]
    public void HandlerMayUnregisterDisconnectAndClose()
    {
        using var session = new TestSession(clients: 2);
        session.Server.Board.Happened = line =>
        {
            if (line == "Ready") session.Server.Binding.Unregister();
            if (line == "Say kick") session.Server.Api.DisconnectPeer(session[1].Id);
            if (line == "Say end") session.Server.Peer.Close();
        };
        session[0].Board.RpcTo(1).Say("kick");
        session[0].Board.RpcTo(1).Ready();
        session[0].Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnknownObject));
        session.Server.Api.Register("Board", session.Server.Board);
        session[0].Board.RpcTo(1).Say("end");
        session[0].Board.RpcTo(1).Say("behind the end");
        Assert.That(session.Settle, Throws.Nothing);
        Assert.That(session.Server.Board.Calls.Last(), Does.StartWith("Say end"));
    }

    [Test]
    public void PollInsideAMethodIsAMistakeOfTheMethod()
    {
        using var session = new TestSession();
        session.Server.Board.Happened = _ => session.Server.Api.Poll();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Failures.Single().Exception, Is.InstanceOf<InvalidOperationException>());
    }
}

using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
[CancelAfter(30_000)]
public sealed class AnswerTests
{
    private static readonly Move GoodMove = new(3, Mark.Cross, null);

    private SynchronizationContext? _context;

    // NUnit brings one, which would have methods and continuations go on on the pool.
    [SetUp]
    public void LeaveContext()
    {
        _context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [TearDown]
    public void ReturnToContext() => SynchronizationContext.SetSynchronizationContext(_context);

    [Test]
    public void AwaitedCallCompletesWithItsAnswer()
    {
        using var session = new TestSession();
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        Assert.That(session.Client.Api.Statistics.CallsWaiting, Is.EqualTo(1));
        session.Settle();
        Assert.That(Result(answer), Is.EqualTo(new MoveResult(true, session.Client.Id)));
        Assert.That(session.Client.Api.Statistics.CallsWaiting, Is.Zero);
    }

    [Test]
    public void AnswersTravelBetweenClients()
    {
        using var session = new TestSession(clients: 2);
        var answer = session[0].Board.RpcTo(session[1].Id).Submit(GoodMove);
        session.Settle();
        Assert.That(Result(answer), Is.EqualTo(new MoveResult(true, session[0].Id)));
    }

    [Test]
    public void MethodWithoutAResultIsAnsweredToo()
    {
        using var session = new TestSession();
        var answer = session.Server.Board.RpcTo(session.Client.Id).Restart();
        session.Settle();
        Assert.That(answer.IsCompletedSuccessfully, Is.True);
        Assert.That(session.Client.Board.Calls, Is.EqualTo(["Restart from 1"]));
    }

    [Test]
    public void CallOfItselfIsAnsweredAtOnce()
    {
        using var session = new TestSession();
        Assert.That(Result(session.Server.Board.RpcTo(1).Submit(GoodMove)), Is.EqualTo(new MoveResult(true, 1)));
        Assert.That(() => session.Server.Board.RpcTo(1).Restart(), Throws.InvalidOperationException, "It has no CallLocal.");
    }

    [Test]
    public void MethodMayCompleteLater()
    {
        using var session = new TestSession();
        var done = new TaskCompletionSource();
        session.Server.Board.BeforeAnswer = () => done.Task;
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        Assert.That(answer.IsCompleted, Is.False);
        done.SetResult();
        Assert.That(answer.IsCompleted, Is.False, "The answer leaves with the next Poll.");
        session.Settle();
        Assert.That(Result(answer).IsTaken, Is.True);
    }

    [Test]
    public void AnswersComeInTheOrderOfTheirCompletion()
    {
        using var session = new TestSession();
        var gates = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var next = 0;
        session.Server.Board.BeforeAnswer = () => gates[next++].Task;
        var calls = session.Client.Board.RpcTo(1);
        var answers = new[] { calls.Submit(GoodMove), calls.Submit(GoodMove) };
        session.Settle();
        gates[1].SetResult();
        session.Settle();
        Assert.That((answers[0].IsCompleted, answers[1].IsCompleted), Is.EqualTo((false, true)));
        gates[0].SetResult();
        session.Settle();
        Assert.That(answers[0].IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void ContinuationRunsInsidePollOnItsThread()
    {
        using var session = new TestSession();
        var polling = false;
        var ran = 0;
        async Task Play()
        {
            await session.Client.Board.RpcTo(1).Submit(GoodMove);
            Assert.That(polling, Is.True);
            Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(ran));
            await session.Client.Board.RpcTo(1).Submit(GoodMove);
        }

        var play = Task.Run(() =>
        {
            ran = Environment.CurrentManagedThreadId;
            var play = Play();
            for (var i = 0; i < 4; i++)
            {
                session.Server.Api.Poll();
                polling = true;
                session.Client.Api.Poll();
                polling = false;
            }
            Assert.That(play.IsCompletedSuccessfully, Is.True);
        });
        Assert.That(async () => await play, Throws.Nothing);
    }

    [Test]
    public void WordsOfTheMethodReachTheCaller()
    {
        using var session = new TestSession();
        var answer = session.Client.Board.RpcTo(1).Submit(new Move(-1, Mark.Cross, null));
        session.Settle();
        Assert.That(async () => await answer, Throws.TypeOf<RpcException>()
            .With.Property(nameof(RpcException.Code)).EqualTo(4711).And.Message.EqualTo("There is no such column."));
        Assert.That(session.Server.Failures, Is.Empty, "It is an answer.");
    }

    [Test]
    public void WordsWithoutACodeAreStillAnError()
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = static () => throw new RpcException(0, "no");
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        AssertError(answer, RpcErrorCode.Threw);
    }

    [Test]
    public void OtherExceptionsStayWhereTheyAre()
    {
        using var session = new TestSession();
        var answer = session.Client.Board.RpcTo(1).Submit(new Move(-2, Mark.Cross, null));
        session.Settle();
        Assert.That(async () => await answer, Throws.TypeOf<RpcException>()
            .With.Property(nameof(RpcException.Code)).EqualTo(RpcErrorCode.Threw).And.Message.Not.Contains("secret"));
        Assert.That(session.Server.Failures.Single().Exception, Is.TypeOf<InvalidTimeZoneException>());
    }

    [Test]
    public void RefusedCallIsAnswered()
    {
        using var session = new TestSession();
        var answer = session.Client.Board.RpcTo(1).Restart();
        session.Settle();
        AssertError(answer, RpcErrorCode.Refused);
        Assert.That(session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Refused));
        Assert.That(session.Server.Board.Calls, Is.Empty);
    }

    [Test]
    public void UnknownObjectEndsTheCall()
    {
        using var session = new TestSession();
        session.Server.Binding.Unregister();
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        AssertError(answer, RpcErrorCode.UnknownObject);
    }

    [Test]
    public void ObjectThatIsGoneEndsTheCall()
    {
        using var session = new TestSession();
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        session.Server.Binding.Unregister();
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        AssertError(answer, RpcErrorCode.UnknownObject);
    }

    [Test]
    public void ObjectOfTheCallerThatIsGoneEndsTheCall()
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Client.Binding.Unregister();
        Assert.That(answer.IsCompleted, Is.False);
        session.Settle();
        AssertError(answer, RpcErrorCode.UnknownObject);
    }

    [Test]
    public void UnansweredCallTimesOut()
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        var calls = session.Client.Board.RpcTo(1);
        var byDefault = calls.Submit(GoodMove);
        var soon = calls.Submit(GoodMove, TimeSpan.FromSeconds(1));
        var never = calls.Submit(GoodMove, Timeout.InfiniteTimeSpan);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        session.Settle();
        Assert.That((byDefault.IsCompleted, soon.IsCompleted), Is.EqualTo((false, true)));
        Assert.That(async () => await soon, Throws.TypeOf<TimeoutException>());
        session.Time.Advance(TimeSpan.FromSeconds(9));
        session.Settle();
        Assert.That(async () => await byDefault, Throws.TypeOf<TimeoutException>());
        session.Time.Advance(TimeSpan.FromDays(10));
        session.Settle();
        Assert.That(never.IsCompleted, Is.False);
    }

    [Test]
    public void AnswerThatComesTooLateIsTold()
    {
        using var session = new TestSession();
        var done = new TaskCompletionSource();
        session.Server.Board.BeforeAnswer = () => done.Task;
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove, TimeSpan.FromSeconds(1));
        session.Settle();
        session.Time.Advance(TimeSpan.FromSeconds(1));
        session.Settle();
        done.SetResult();
        session.Settle();
        Assert.That(answer.IsFaulted, Is.True);
        Assert.That(session.Client.Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnexpectedAnswer));
    }

    [Test]
    public void CancelledCallEndsWithTheNextPoll()
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        using var cancellation = new CancellationTokenSource();
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove, cancellationToken: cancellation.Token);
        session.Settle();
        cancellation.Cancel();
        Assert.That(answer.IsCompleted, Is.False);
        session.Settle();
        Assert.That(answer.IsCanceled, Is.True);
        Assert.That(session.Client.Board.RpcTo(1).Submit(GoodMove, cancellationToken: cancellation.Token).IsCanceled, Is.True, "at once");
    }

    [Test]
    public void PeerThatLeavesEndsTheCallsItHasNotAnswered([Values] bool isServerGone)
    {
        using var session = new TestSession(clients: 2);
        var callee = isServerGone ? session.Server : session[1];
        callee.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        var answers = new[] { session[0].Board.RpcTo(callee.Id).Submit(GoodMove), session[0].Board.RpcTo(callee.Id).Submit(GoodMove) };
        session.Settle();
        callee.Peer.Close();
        session.Settle();
        AssertError(answers[0], RpcErrorCode.PeerGone);
        AssertError(answers[1], RpcErrorCode.PeerGone);
    }

    [Test]
    public void ClearAndDisposeEndWhatWaits([Values] bool dispose)
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        if (dispose) session.Client.Api.Dispose();
        else session.Client.Api.Clear();
        AssertError(answer, RpcErrorCode.PeerGone);
    }

    [Test]
    public void MethodLearnsThatItsCallerIsGone()
    {
        using var session = new TestSession();
        var done = new TaskCompletionSource();
        session.Server.Board.BeforeAnswer = () => done.Task;
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        session.Client.Peer.Close();
        session.Settle();
        done.SetResult();
        session.Settle();
        Assert.That(session.Server.Failures, Is.Empty, "It was cancelled, and nobody waits for the answer.");
        AssertError(answer, RpcErrorCode.PeerGone);
    }

    [Test]
    public void TooManyUnansweredCallsAreRefused()
    {
        using var session = new TestSession(options: new MultiplayerApiOptions { MaxUnansweredCalls = 2 });
        var gates = new Queue<TaskCompletionSource>([new(), new(), new()]);
        var (first, second) = (gates.Peek(), gates.ElementAt(1));
        session.Server.Board.BeforeAnswer = () => gates.Dequeue().Task;
        var calls = session.Client.Board.RpcTo(1);
        var answers = Enumerable.Range(0, 3).Select(_ => calls.Submit(GoodMove)).ToArray();
        session.Settle();
        AssertError(answers[2], RpcErrorCode.Busy);
        Assert.That(session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Busy));
        first.SetResult();
        second.SetResult();
        session.Settle();
        Assert.That(answers[..2].All(answer => answer.IsCompletedSuccessfully), Is.True);
        var last = gates.Peek();
        var again = calls.Submit(GoodMove);
        session.Settle();
        last.SetResult();
        session.Settle();
        Assert.That(again.IsCompletedSuccessfully, Is.True, "There is room again.");
    }

    [Test]
    public void AnswerOfAnotherPeerIsNotTaken()
    {
        using var session = new TestSession(clients: 2);
        session.Server.Board.BeforeAnswer = () => Task.Delay(Timeout.Infinite);
        var answer = session[0].Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        // _answer(1, 0, [true, 5]) of the other client, through the server, by path.
        var forged = $"20 0C 00 00 80 {Methods.Id("_answer")} 03 01 00 92 C3 05 \"Board\" 00";
        session[1].Peer.Send(Convert.FromHexString(Hex.Relay(session[0].Id, forged)), 1);
        session.Settle();
        Assert.That(answer.IsCompleted, Is.False);
        Assert.That(session[0].Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnexpectedAnswer));
    }

    [Test]
    public void CallAndAnswerTravelAsCallsOfTheObject()
    {
        using var session = new RawSession(clients: 1);
        session.A.Send($"01 {Methods.ChecksumText} 00 01 00 00 00 \"Board\" 00");
        session.Server.Api.Poll();
        session.A.Settle();
        // Submit, with the call's id 7 before the move [3, 1, nil].
        session.A.Send($"00 01 {Methods.Id("Submit")} 02 07 93 03 01 C0");
        session.Server.Api.Poll();
        var packets = session.A.Take();
        Assert.That(packets, Has.Count.EqualTo(2));
        Assert.That(packets[0], Does.StartWith("01"), "The server tells its own id for the path first.");
        // _answer(7, 0, [true, id of the caller]).
        Assert.That(packets[1], Does.StartWith("20").And.Contains(Hex.Of($"{Methods.Id("_answer")} 03 07 00 92 C3")));
        session.A.Send($"00 01 {Methods.Id("Submit")} 01 08");
        session.A.Send($"00 01 {Methods.Id("Submit")} 02 09 05");
        session.A.Send($"00 01 {Methods.Id("Restart")} 01 0A");
        session.Server.Api.Poll();
        Assert.That(session.A.Take().Select(packet => packet[10..18]), Is.EqualTo(
        [
            Hex.Of($"{Methods.Id("_answer")} 03 08 02"),
            Hex.Of($"{Methods.Id("_answer")} 03 09 02"),
            Hex.Of($"{Methods.Id("_answer")} 03 0A 01"),
        ]), "invalid arguments, twice, and refused");
    }

    [TestCase("03 01 00 C0", RpcErrorCode.InvalidAnswer, TestName = "a result of another type")]
    [TestCase("03 01 00 92 C3", RpcErrorCode.InvalidAnswer, TestName = "half a result")]
    [TestCase("03 01 00 92 C3 05 00", RpcErrorCode.InvalidAnswer, TestName = "more than a result")]
    [TestCase("03 01 CD 12 34 A2 68 69", 0x1234, TestName = "a code of its own")]
    [TestCase("03 01 05 05", RpcErrorCode.Cancelled, TestName = "a code without a text")]
    public void AnswerOfNoUseEndsTheCall(string answer, int expected)
    {
        using var client = new RawServer();
        var pending = client.End.Board.RpcTo(1).Submit(GoodMove);
        client.Take();
        client.SendHex(Path(answer));
        AssertError(pending, expected);
    }

    [Test]
    public void AnswerThatIsNoneLeavesTheCallWaiting([Values("02 01 00", "03 C0 00 C0", "03 01 C0 C0", "03 02 00 C0", "00")] string answer)
    {
        using var client = new RawServer();
        var pending = client.End.Board.RpcTo(1).Submit(GoodMove);
        client.Take();
        client.SendHex(Path(answer));
        Assert.That(pending.IsCompleted, Is.False);
        Assert.That(client.End.Failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void TextOfAnErrorIsCutWhereALetterEnds()
    {
        using var session = new TestSession();
        session.Server.Board.BeforeAnswer = () => throw new RpcException(2000, "x" + new string('€', 1000));
        var answer = session.Client.Board.RpcTo(1).Submit(GoodMove);
        session.Settle();
        Assert.That(async () => await answer, Throws.TypeOf<RpcException>().With.Message.EqualTo("x" + new string('€', 170)));
    }

    // By path, since the client has not heard of an id.
    private static string Path(string arguments)
    {
        var bytes = Hex.Of(arguments);
        var end = 6 + (bytes.Length / 2);
        return $"20{end:X2}000080{Methods.Id("_answer")}{bytes}{Hex.Of("\"Board\" 00")}";
    }

    // A test that awaited it would bring a context of its own, in which methods and continuations wait for the test's next await.
    private static MoveResult Result(Task<MoveResult> answer)
    {
        Assert.That(answer.IsCompletedSuccessfully, Is.True);
        return answer.GetAwaiter().GetResult();
    }

    private static void AssertError(Task answer, int code)
    {
        Assert.That(answer.IsCompleted, Is.True);
        Assert.That(async () => await answer, Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.Code)).EqualTo(code));
    }
}

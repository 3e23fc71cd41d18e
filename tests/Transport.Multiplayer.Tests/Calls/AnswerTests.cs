using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
[CancelAfter(30_000)]
public sealed class AnswerTests : AnswerFixture
{
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
}

using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
[CancelAfter(30_000)]
public sealed class UnansweredCallTests : AnswerFixture
{
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
}

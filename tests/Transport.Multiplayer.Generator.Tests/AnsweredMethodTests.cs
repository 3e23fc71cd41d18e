using Transport.Multiplayer.Generator.Tests.Echoes;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>Methods that return a task of any kind are awaited at another peer, with a deadline and a token.</summary>
[TestFixture]
public sealed class AnsweredMethodTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SynchronizationContext? _context;

    // NUnit brings one, which would have methods go on on the pool.
    [SetUp]
    public void LeaveContext()
    {
        _context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [TearDown]
    public void ReturnToContext() => SynchronizationContext.SetSynchronizationContext(_context);

    [Test]
    public void EachKindOfTaskIsAnsweredWhenItCompletes()
    {
        using var session = new EchoSession<Clock>();
        var server = session.Client.RpcTo(1);
        Task[] answers = [server.Wait(), server.Name(), server.Wind(), server.Hour(null), server.Hour(7), server.Name("no. ", 3)];
        session.Settle();
        Assert.That(answers.Where(static answer => answer.IsCompleted), Is.Empty);
        session.Server.Gate.SetResult();
        // What a method does behind its await may go on on another thread.
        SpinWait.SpinUntil(() => IsDone(session, answers), Patience);
        Assert.That(answers.Select(static answer => answer.Status), Has.All.EqualTo(TaskStatus.RanToCompletion));
        Assert.That(((Task<string>)answers[1]).Result, Is.EqualTo("clock 1"));
        Assert.That((((Task<int?>)answers[3]).Result, ((Task<int?>)answers[4]).Result), Is.EqualTo(((int?)null, (int?)7)));
        Assert.That(((Task<string>)answers[5]).Result, Is.EqualTo("no. 3"));
        Assert.That(session.Server.Caller, Is.EqualTo(session.ClientApi.UniqueId));
    }

    [Test]
    public void DeadlineEndsTheWait()
    {
        using var session = new EchoSession<Clock>();
        var answer = session.Client.RpcTo(1).Name(timeout: TimeSpan.FromSeconds(3));
        session.Settle();
        session.Time.Advance(TimeSpan.FromSeconds(2));
        session.Settle();
        Assert.That(answer.IsCompleted, Is.False);
        session.Time.Advance(TimeSpan.FromSeconds(2));
        session.Settle();
        Assert.That(answer.Exception?.InnerException, Is.TypeOf<TimeoutException>());
    }

    [Test]
    public void TokenEndsTheWait()
    {
        using var session = new EchoSession<Clock>();
        using var source = new CancellationTokenSource();
        var answer = session.Client.RpcTo(1).Hour(1, cancellationToken: source.Token);
        session.Settle();
        source.Cancel();
        session.Settle();
        Assert.That(answer.IsCanceled, Is.True);
    }

    [Test]
    public void MethodSeesThatItsCallerIsGone()
    {
        using var session = new EchoSession<Clock>();
        _ = session.Client.RpcTo(1).Wait();
        session.Settle();
        Assert.That(session.Server.Gone.IsCancellationRequested, Is.False);
        session.ServerApi.DisconnectPeer(session.ClientApi.UniqueId);
        session.Settle();
        Assert.That(session.Server.Gone.IsCancellationRequested, Is.True);
    }

    [Test]
    public void CallOfItselfIsTheMethodsOwnTask()
    {
        using var session = new EchoSession<Clock>();
        session.Server.Gate.SetResult();
        Assert.That(session.Server.RpcTo(1).Hour(3).Result, Is.EqualTo(3));
        Assert.That(session.Server.RpcTo(1).Wind().IsCompletedSuccessfully, Is.True);
        Assert.That(session.Server.Caller, Is.EqualTo(1));
        Assert.That(() => session.Server.RpcTo(1).Wait(), Throws.InvalidOperationException, "It has no CallLocal.");
    }

    private static bool IsDone(EchoSession<Clock> session, Task[] answers)
    {
        session.Settle();
        return Array.TrueForAll(answers, static answer => answer.IsCompleted);
    }
}

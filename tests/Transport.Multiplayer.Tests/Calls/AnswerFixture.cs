using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

/// <summary>What the tests of answered calls share: a move to submit, and no context that would have methods go on elsewhere.</summary>
public abstract class AnswerFixture
{
    private SynchronizationContext? _context;

    private protected static Move GoodMove { get; } = new(3, Mark.Cross, null);

    // NUnit brings one, which would have methods and continuations go on on the pool.
    [SetUp]
    public void LeaveContext()
    {
        _context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [TearDown]
    public void ReturnToContext() => SynchronizationContext.SetSynchronizationContext(_context);

    // A test that awaited it would bring a context of its own, in which methods and continuations wait for the test's next await.
    private protected static MoveResult Result(Task<MoveResult> answer)
    {
        Assert.That(answer.IsCompletedSuccessfully, Is.True);
        return answer.GetAwaiter().GetResult();
    }

    private protected static void AssertError(Task answer, int code)
    {
        Assert.That(answer.IsCompleted, Is.True);
        Assert.That(async () => await answer, Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.Code)).EqualTo(code));
    }
}

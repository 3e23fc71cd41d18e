using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests;

[TestFixture]
public sealed class CallTests
{
    [Test]
    public void ArgumentsOfEveryKindArrive()
    {
        using var session = new TestSession();
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
    }

    [Test]
    public void AwaitedCallCompletesWithItsAnswer()
    {
        using var session = new TestSession();
        var answer = session.Client.Board.RpcTo(1).Submit(new Move(3, Mark.Cross, "hm"));
        session.Settle();
        Assert.That(answer.IsCompletedSuccessfully, Is.True);
        Assert.That(answer.GetAwaiter().GetResult(), Is.EqualTo(new MoveResult(true, session.Client.Id)));
    }
}

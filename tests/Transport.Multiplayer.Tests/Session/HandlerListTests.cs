using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Tests.Session;

[TestFixture]
public sealed class HandlerListTests
{
    [Test]
    public void EveryHandlerIsCalledAndTheFirstExceptionGoesOn()
    {
        var list = new HandlerList<Action<int>>();
        var called = new List<string>();
        list.Add(value => called.Add($"a{value}"));
        list.Add(static _ => throw new InvalidTimeZoneException("first"));
        list.Add(static _ => throw new InvalidOperationException("second"));
        list.Add(value => called.Add($"b{value}"));
        Assert.That(() => SessionEvents.Raise(list, 5), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(called, Is.EqualTo(["a5", "b5"]));
    }

    [Test]
    public void HandlersComeAndGo()
    {
        var list = new HandlerList<Action<int>>();
        var called = 0;
        void Handle(int value) => called += value;
        Assert.That(list.IsEmpty, Is.True);
        list.Add(Handle);
        list.Add(null);
        list.Add(Handle);
        SessionEvents.Raise(list, 1);
        list.Remove(Handle);
        SessionEvents.Raise(list, 10);
        list.Remove(Handle);
        list.Remove(Handle);
        SessionEvents.Raise(list, 100);
        Assert.That((called, list.IsEmpty), Is.EqualTo((12, true)));
    }
}

using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Tests.Session;

[TestFixture]
public sealed class MemberListTests
{
    [Test]
    public void LastOneTakesThePlaceOfOneThatLeaves()
    {
        var list = new MemberList();
        foreach (var id in new[] { 5, 3, 9, 7 }) list.Add(new Member(id, new MemberBudget([])));
        list.Remove(list.Find(3)!);
        Assert.That(Order(list), Is.EqualTo([5, 7, 9]));
        list.Remove(list.Find(9)!);
        Assert.That(Order(list), Is.EqualTo([5, 7]));
        list.Remove(list.Find(5)!);
        Assert.That(Order(list), Is.EqualTo([7]));
        Assert.That(list.Find(7)!.Id, Is.EqualTo(7));
        Assert.That(list.Find(5), Is.Null);
        Assert.That(list.Ids, Is.EqualTo([7]));
    }

    [Test]
    public void MemberThatLeavesCancelsWhatWatchesIt()
    {
        var member = new Member(2, new MemberBudget([]));
        var gone = member.Gone;
        gone.Register(static () => throw new InvalidTimeZoneException());
        var heard = false;
        gone.Register(() => heard = true);
        Assert.That(member.Leave, Throws.Nothing);
        Assert.That((heard, gone.IsCancellationRequested, member.Gone.IsCancellationRequested, member.HasLeft), Is.EqualTo((true, true, true, true)));
    }

    private static IEnumerable<int> Order(MemberList list) => Enumerable.Range(0, list.Count).Select(place => list[place].Id);
}

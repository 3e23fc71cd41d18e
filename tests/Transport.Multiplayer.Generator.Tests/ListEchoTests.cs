using System.Collections.Immutable;
using Transport.Multiplayer.Generator.Tests.Echoes;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>Lists, dictionaries and tuples go to the server as arguments, and come back as results.</summary>
[TestFixture]
public sealed class ListEchoTests : IDisposable
{
    private readonly EchoSession<ListEcho> _session = new();

    private ListEcho.RpcPeerCalls Server => _session.Client.RpcTo(1);

    public void Dispose() => _session.Dispose();

    [Test]
    public void ArraysReturn()
    {
        foreach (var value in new int[][] { [], [int.MinValue, 0, 7] }) Assert.That(_session.Await(Server.Numbers(value)), Is.EqualTo(value));
        Assert.That(_session.Await(Server.ShortNumbers([-1, short.MaxValue])), Is.EqualTo([-1, short.MaxValue]));
        Assert.That(_session.Await(Server.Texts(["a", ""])), Is.EqualTo(["a", ""]));
        Assert.That(_session.Await(Server.MaybeTexts(["a", null])), Is.EqualTo(new[] { "a", null }));
        Assert.That(_session.Await(Server.Rows([[1], [], [2, 3]])), Is.EqualTo(new int[][] { [1], [], [2, 3] }));
        Assert.That(_session.Await(Server.MaybeNumbers(null)), Is.Null);
        Assert.That(_session.Await(Server.MaybeNumbers([1, null])), Is.EqualTo(new int?[] { 1, null }));
    }

    [Test]
    public void ListsAndSetsReturn()
    {
        Guid[] ids = [Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")];
        Assert.That(_session.Await(Server.List(["a", "b"])), Is.EqualTo(["a", "b"]));
        Assert.That(_session.Await(Server.ReadOnlyList(ids)), Is.EqualTo(ids));
        Assert.That(_session.Await(Server.Set([1, 2])), Is.EquivalentTo([1, 2]));
        Assert.That(_session.Await(Server.Immutable([1F, 2F])), Is.EqualTo(ImmutableArray.Create(1F, 2F)));
        Assert.That(() => Server.Immutable(default), Throws.ArgumentNullException);
    }

    [Test]
    public void DictionariesReturn()
    {
        var map = new Dictionary<string, int> { ["a"] = 1, [""] = 2 };
        var lists = new Dictionary<DayOfWeek, List<byte[]>> { [DayOfWeek.Friday] = [[1], []] };
        Assert.That(_session.Await(Server.Map(map)), Is.EqualTo(map));
        Assert.That(_session.Await(Server.MapOfLists(lists)), Is.EqualTo(lists));
    }

    [Test]
    public void TuplesReturn()
    {
        Assert.That(_session.Await(Server.Pair((3, null))), Is.EqualTo((3, (string?)null)));
        Assert.That(_session.Await(Server.LongTuple((1, 2, 3, 4, 5, 6, 7, 8, 9))), Is.EqualTo((1, 2, 3, 4, 5, 6, 7, 8, 9)));
        var nested = _session.Await(Server.Nested([(Guid.Empty, new() { [1] = ["a"] })]))!;
        Assert.That(nested[0].Item2[1], Is.EqualTo(["a"]));
        Assert.That(_session.Await(Server.Nested(null)), Is.Null);
    }

    [Test]
    public void NullInsideAListThrowsAtTheCallerAndLeavesNothingBehind()
    {
        Assert.That(() => Server.List(["a", null!]), Throws.ArgumentNullException);
        Assert.That(() => Server.Rows([null!]), Throws.ArgumentNullException);
        Assert.That(_session.Await(Server.SumOf([1, 2])), Is.EqualTo(3));
    }
}

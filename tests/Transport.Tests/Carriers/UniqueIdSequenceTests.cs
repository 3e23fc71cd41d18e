using Transport.Carriers;

namespace Transport.Tests.Carriers;

[TestFixture]
public sealed class UniqueIdSequenceTests
{
    [Test]
    public void AMillionIdsAreUniqueAndInRange()
    {
        var sequence = new UniqueIdSequence();
        var ids = new int[1_000_000];
        for (var i = 0; i < ids.Length; i++) ids[i] = sequence.Next();
        Assert.That(ids.Min(), Is.GreaterThanOrEqualTo(2));
        Assert.That(new HashSet<int>(ids), Has.Count.EqualTo(ids.Length));
    }

    [Test]
    public void IdsFillTheWholeRange()
    {
        var sequence = new UniqueIdSequence();
        var eighths = new int[8];
        for (var i = 0; i < 80_000; i++) eighths[sequence.Next() >> 28]++;
        Assert.That(eighths, Is.All.InRange(8_000, 12_000));
    }

    [Test]
    public void EverySequenceHasAnOrderOfItsOwn()
    {
        var firsts = Enumerable.Range(0, 50).Select(_ => new UniqueIdSequence().Next());
        Assert.That(firsts.Distinct().Count(), Is.GreaterThan(45));
    }

    [Test]
    public async Task IdsAreUniqueOverThreads()
    {
        var sequence = new UniqueIdSequence();
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, 50_000).Select(_ => sequence.Next()).ToArray())));
        Assert.That(ids.SelectMany(some => some).Distinct().Count(), Is.EqualTo(200_000));
    }
}

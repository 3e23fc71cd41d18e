using Transport.ContractTests;
using Transport.Testing.Simulation;

namespace Transport.Testing.Tests.Simulation;

[TestFixture]
public sealed class SeededRandomTests
{
    [Test]
    public void NumbersAreThoseOfTheReference()
    {
        // The reference implementation, from the state 1, 2, 3, 4.
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360,
            607988272756665600, 16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.That(expected.Select(_ => random.Next()), Is.EqualTo(expected));
    }

    [Test]
    public void SameSeedGivesTheSameNumbersAndAnotherGivesOthers()
    {
        static ulong[] Draw(int seed, int peer, int link)
        {
            var random = new SeededRandom(seed, peer, link);
            return [.. Enumerable.Range(0, 8).Select(_ => random.Next())];
        }

        var again = Draw(7, 1, 2);
        Assert.That(Draw(7, 1, 2), Is.EqualTo(again));
        var others = new[] { Draw(7, 1, 2), Draw(8, 1, 2), Draw(7, 2, 1), Draw(7, 1, 3), Draw(7, 0, 0), Draw(0, 0, 0), Draw(-1, 0, 0) };
        Assert.That(others.SelectMany(numbers => numbers), Is.Unique);
    }

    [Test]
    public void ChanceComesAsOftenAsItSays([Values(0, 0.01, 0.1, 0.5, 1)] double probability)
    {
        const int count = 100_000;
        var random = new SeededRandom(ContractSeed.Value);
        var hits = Enumerable.Range(0, count).Count(_ => random.Chance(probability));
        // Four standard deviations; exact at both ends.
        Assert.That(hits, Is.EqualTo(probability * count).Within(4 * Math.Sqrt(count * probability * (1 - probability))), ContractSeed.Message);
    }

    [Test]
    public void TimesAreBelowTheirBound()
    {
        var random = new SeededRandom(ContractSeed.Value);
        var drawn = Enumerable.Range(0, 10_000).Select(_ => random.Below(1000)).ToArray();
        Assert.That((drawn.Min(), drawn.Max()), Is.EqualTo((0L, 999L)), ContractSeed.Message);
        Assert.That(random.Below(0), Is.Zero);
    }
}

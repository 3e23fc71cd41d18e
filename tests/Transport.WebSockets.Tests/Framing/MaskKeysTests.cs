using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Framing;

// RFC 6455 section 5.3: a key must not be foretold from the ones before.
internal sealed class MaskKeysTests
{
    private const int Draws = 20_000;

    [Test]
    public void KeysDoNotRepeatWithinAndAcrossBlocks()
    {
        var keys = new HashSet<uint>();
        for (var i = 0; i < Draws; i++) keys.Add(MaskKeys.Next());
        // By chance alone 1 in 20 runs has one pair; four pairs come once in millions of runs.
        Assert.That(keys, Has.Count.GreaterThan(Draws - 4));
    }

    [Test]
    public void EveryBitOfAKeyIsDrawn()
    {
        var ones = new int[32];
        for (var i = 0; i < Draws; i++)
        {
            var key = MaskKeys.Next();
            for (var bit = 0; bit < 32; bit++) ones[bit] += (int)(key >> bit & 1);
        }
        // Ten standard deviations around one half.
        Assert.That(ones, Is.All.InRange(Draws / 2 - 710, Draws / 2 + 710));
    }

    [Test]
    public async Task ThreadsDoNotShareKeys()
    {
        var draws = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            static () => Enumerable.Range(0, 1000).Select(_ => MaskKeys.Next()).ToArray(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.That(draws.SelectMany(keys => keys).Distinct().Count(), Is.GreaterThan(3996));
    }
}

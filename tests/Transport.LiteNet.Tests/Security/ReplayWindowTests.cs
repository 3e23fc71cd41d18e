using Transport.LiteNet.Security;

namespace Transport.LiteNet.Tests.Security;

internal sealed class ReplayWindowTests
{
    [Test]
    public void NumbersAreNewOnce()
    {
        var window = new ReplayWindow();
        foreach (ulong number in new ulong[] { 0, 1, 5, 3, 2, 4, 300, 299, 301 })
        {
            Assert.That(window.IsNew(number), Is.True, $"{number}");
            window.Note(number);
            Assert.That(window.IsNew(number), Is.False, $"{number} again");
        }
    }

    [Test]
    public void WhatIsTooOldToTellIsNotNew()
    {
        var window = new ReplayWindow();
        window.Note(1000);
        Assert.That(window.IsNew(1001 - ReplayWindow.Size), Is.True);
        Assert.That(window.IsNew(1000 - ReplayWindow.Size), Is.False);
    }

    [Test]
    public void LastNumberOfAllIsNotTaken() => Assert.That(new ReplayWindow().IsNew(ulong.MaxValue), Is.False);

    [Test]
    public void AsASetThatForgets()
    {
        var random = TestSeed.NewRandom();
        var window = new ReplayWindow();
        var seen = new HashSet<ulong>();
        ulong newest = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var jump = random.Next(20) == 0 ? 600 : 3;
            var number = (ulong)Math.Max(0, (long)newest + random.Next(-300, jump));
            var isNew = !seen.Contains(number) && (seen.Count == 0 || number + ReplayWindow.Size > newest);
            Assert.That(window.IsNew(number), Is.EqualTo(isNew), $"{number} after {newest}");
            if (!isNew || random.Next(4) == 0) continue;
            window.Note(number);
            seen.Add(number);
            newest = Math.Max(newest, number);
        }
    }
}

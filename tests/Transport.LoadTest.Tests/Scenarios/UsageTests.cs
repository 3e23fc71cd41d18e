using Transport.LoadTest.Measuring;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Scenarios;

public sealed class UsageTests
{
    [Test]
    public void DifferenceIsSharedByTheMessages() =>
        Assert.That(Usage.Between(new ProcessMark(100, 1000), new ProcessMark(150, 3000), 10), Is.EqualTo(new Usage(5, 200)));

    [Test]
    public void NoMessagesShareNothing() =>
        Assert.That(Usage.Between(new ProcessMark(100, 1000), new ProcessMark(150, 3000), 0), Is.EqualTo(new Usage(null, null)));
}

using Transport.LoadTest.Reporting;

namespace Transport.LoadTest.Tests.Reporting;

public sealed class MedianTests
{
    [Test]
    public void MiddleOfAnOddNumber() => Assert.That(Median.Of([3, 100, 1]), Is.EqualTo(3));

    [Test]
    public void HalfwayOfAnEvenNumber() => Assert.That(Median.Of([4, 1, 3, 100]), Is.EqualTo(3.5));

    [Test]
    public void MissingFiguresDoNotCount() => Assert.That(Median.Of([null, 2, null]), Is.EqualTo(2));

    [Test]
    public void NothingHasNoMiddle() => Assert.That(Median.Of([null]), Is.Null);
}

using Transport.LoadTest.Reporting;

namespace Transport.LoadTest.Tests.Reporting;

public sealed class FiguresTests
{
    [TestCase(0, "0")]
    [TestCase(0.01234, "0.012")]
    [TestCase(1.234, "1.23")]
    [TestCase(12.34, "12.3")]
    [TestCase(123.4, "123")]
    [TestCase(1234567.8, "1,234,568")]
    [TestCase(-12.34, "-12.3")]
    public void FigureHasThreeDigitsOrAllOfALargeNumber(double value, string text) => Assert.That(Figures.Short(value), Is.EqualTo(text));

    [Test]
    public void MissingFigureIsADash() => Assert.That(Figures.Short(null), Is.EqualTo("-"));
}

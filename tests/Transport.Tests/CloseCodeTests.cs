namespace Transport.Tests;

[TestFixture]
public sealed class CloseCodeTests
{
    [Test]
    public void CodesThatCanBeSentAreThoseThatAGodotPeerAccepts()
    {
        var sendable = Enumerable.Range(-10, 6000).Where(CloseCode.CanBeSent).ToArray();
        int[] standard = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011];
        Assert.That(sendable, Is.EqualTo(standard.Concat(Enumerable.Range(3000, 2000))));
    }

    [TestCase(int.MinValue)]
    [TestCase(int.MaxValue)]
    [TestCase(CloseCode.None)]
    [TestCase(CloseCode.NoStatus)]
    [TestCase(CloseCode.Abnormal)]
    public void CodeIsNotForTheWire(int code) => Assert.That(CloseCode.CanBeSent(code), Is.False);

    [Test]
    public void ReasonAndCodeFillAControlFrame() => Assert.That(CloseCode.MaxReasonBytes + 2, Is.EqualTo(125));
}

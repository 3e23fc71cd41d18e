using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Wire;

internal sealed class ControlMessageTests
{
    [Test]
    public void WelcomeTellsIdAndWindow()
    {
        var message = new byte[ControlMessage.WelcomeBytes];
        ControlMessage.WriteWelcome(message, int.MaxValue, 65_535, 4096);
        Assert.That(ControlMessage.TryReadWelcome(message, out var id, out var bytes, out var packets), Is.True);
        Assert.That((id, bytes, packets), Is.EqualTo((int.MaxValue, 65_535u, 4096u)));
    }

    [TestCase(0, 1u, 1u)]
    [TestCase(1, 1u, 1u)]
    [TestCase(-5, 1u, 1u)]
    [TestCase(2, 0u, 1u)]
    [TestCase(2, 1u, 0u)]
    public void WelcomeWithoutAnIdOrAWindowIsNone(int id, uint bytes, uint packets)
    {
        var message = new byte[ControlMessage.WelcomeBytes];
        ControlMessage.WriteWelcome(message, id, bytes, packets);
        Assert.That(ControlMessage.TryReadWelcome(message, out _, out _, out _), Is.False);
    }

    [Test]
    public void CreditTellsWhatWasTaken()
    {
        var message = new byte[ControlMessage.CreditBytes];
        ControlMessage.WriteCredit(message, long.MaxValue, 7);
        Assert.That(ControlMessage.TryReadCredit(message, out var bytes, out var packets), Is.True);
        Assert.That((bytes, packets), Is.EqualTo((long.MaxValue, 7L)));
        ControlMessage.WriteCredit(message, -1, 7);
        Assert.That(ControlMessage.TryReadCredit(message, out _, out _), Is.False);
    }

    [TestCase(1000, "")]
    [TestCase(4999, "12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012€")]
    public void CloseTellsCountCodeAndText(int code, string text)
    {
        text = text.Length > 120 ? text[^121..] : text;
        var message = new byte[ControlMessage.MaxBytes];
        var length = ControlMessage.WriteClose(message, 123_456_789_012, code, text);
        Assert.That(ControlMessage.TryReadClose(message.AsSpan(0, length), out var packets, out var readCode, out var readText), Is.True);
        Assert.That((packets, readCode, readText), Is.EqualTo((123_456_789_012L, code, text)));
    }

    [TestCase(0)]
    [TestCase(1005)]
    [TestCase(2000)]
    [TestCase(65_535)]
    public void CloseWithACodeThatMustNotBeSentIsNone(int code)
    {
        var message = new byte[ControlMessage.MaxBytes];
        var length = ControlMessage.WriteClose(message, 0, code, "");
        Assert.That(ControlMessage.TryReadClose(message.AsSpan(0, length), out _, out _, out _), Is.False);
    }

    [Test]
    public void CloseWithTooLongATextIsNone()
    {
        var message = new byte[ControlMessage.MaxBytes + 1];
        ControlMessage.WriteClose(message, 0, 1000, new string('x', 123));
        Assert.That(ControlMessage.TryReadClose(message.AsSpan(0, ControlMessage.MaxBytes), out _, out _, out var text), Is.True);
        Assert.That(text, Has.Length.EqualTo(123));
        Assert.That(ControlMessage.TryReadClose(message, out _, out _, out _), Is.False);
    }

    [Test]
    public void TextThatIsNotUtf8KeepsTheCode()
    {
        Assert.That(Farewell.TryRead([0xA0, 0x0F, 0xFF, 0xFE], out var code, out var text), Is.True);
        Assert.That((code, text), Is.EqualTo((4000, "��")));
    }
}

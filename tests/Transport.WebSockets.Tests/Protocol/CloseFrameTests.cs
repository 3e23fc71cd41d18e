using System.Text;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 6455 sections 5.5.1, 7.1.5, 7.1.6 and 7.4.
internal sealed class CloseFrameTests
{
    [Test]
    public void EveryCodeIsTakenOrRefusedAsTheRegistrySays()
    {
        int[] registered = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
        for (var code = 0; code <= 65535; code++)
        {
            var isValid = registered.Contains(code) || code is >= 3000 and <= 4999;
            var taken = CloseFrame.TryRead([(byte)(code >> 8), (byte)code], out var read, out _, out var failure);
            if (taken != isValid || CloseFrame.CanBeReceived(code) != isValid) Assert.Fail($"{code}: taken {taken}");
            if (taken && read != code) Assert.Fail($"{code} was read as {read}");
            if (!taken && failure != ProtocolFailure.InvalidCloseCode) Assert.Fail($"{code}: {failure}");
        }
    }

    [Test]
    public void WhatMayBeSentMayBeReceived()
    {
        for (var code = 0; code <= 65535; code++)
        {
            if (CloseCode.CanBeSent(code) && !CloseFrame.CanBeReceived(code)) Assert.Fail($"{code}");
        }
    }

    [Test]
    public void AnEmptyPayloadIsNoStatus()
    {
        Assert.That(CloseFrame.TryRead([], out var code, out var reason, out _), Is.True);
        Assert.That(code, Is.EqualTo(CloseCode.NoStatus));
        Assert.That(reason, Is.Empty);
        Assert.That(CloseFrame.Write(new byte[1], CloseCode.NoStatus, "not sent"), Is.Zero);
    }

    [Test]
    public void HalfACodeIsRefused()
    {
        Assert.That(CloseFrame.TryRead([3], out _, out _, out var failure), Is.False);
        Assert.That(failure, Is.EqualTo(ProtocolFailure.CloseTooShort));
    }

    [TestCase("")]
    [TestCase("good game")]
    [TestCase("bis später \U0001F600")]
    public void WhatIsWrittenReadsBack(string text)
    {
        var bytes = new byte[CloseFrame.MaxPayloadBytes];
        var written = CloseFrame.Write(bytes, 4000, text);
        Assert.That(written, Is.EqualTo(2 + Encoding.UTF8.GetByteCount(text)));
        Assert.That(bytes[..2], Is.EqualTo(new byte[] { 0x0F, 0xA0 }));
        Assert.That(CloseFrame.TryRead(bytes.AsSpan(0, written), out var code, out var reason, out _), Is.True);
        Assert.That(code, Is.EqualTo(4000));
        Assert.That(reason, Is.EqualTo(text));
    }

    [Test]
    public void AReasonOf123BytesIsTheLongest()
    {
        var bytes = new byte[200];
        Assert.That(CloseFrame.Write(bytes, 1000, new string('x', 123)), Is.EqualTo(125));
        Assert.That(() => CloseFrame.Write(bytes, 1000, new string('x', 124)), Throws.ArgumentException);
        Assert.That(() => CloseFrame.Write(bytes, 1000, new string('ä', 62)), Throws.ArgumentException);
    }

    [TestCase(0)]
    [TestCase(999)]
    [TestCase(1004)]
    [TestCase(1006)]
    [TestCase(1015)]
    [TestCase(5000)]
    [TestCase(-1)]
    public void AnInvalidCodeIsTheCallersMistake(int code) =>
        Assert.That(() => CloseFrame.Write(new byte[125], code, ""), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("03E8FF")]
    [TestCase("03E8C3")]
    [TestCase("03E8EDA080")]
    public void AReasonThatIsNotUtf8IsRefused(string hex)
    {
        Assert.That(CloseFrame.TryRead(Convert.FromHexString(hex), out _, out _, out var failure), Is.False);
        Assert.That(failure, Is.EqualTo(ProtocolFailure.InvalidCloseReason));
        Assert.That(failure.Code, Is.EqualTo(1007));
    }

    [Test]
    public void EveryFailureFitsIntoACloseFrame()
    {
        var bytes = new byte[CloseFrame.MaxPayloadBytes];
        var failures = typeof(ProtocolFailure).GetFields().Where(field => field.IsStatic)
            .Select(field => (ProtocolFailure)field.GetValue(null)!)
            .Concat(Enum.GetValues<WebSockets.Framing.FrameHeaderOutcome>().Skip(2).Select(ProtocolFailure.From))
            .ToArray();
        Assert.That(failures, Has.Length.EqualTo(15));
        foreach (var failure in failures)
        {
            Assert.That(CloseCode.CanBeSent(failure.Code), Is.True);
            Assert.That(CloseFrame.Write(bytes, failure.Code, failure.Text), Is.GreaterThan(2));
        }
    }
}

using System.Buffers.Binary;
using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Framing;

// RFC 6455 section 5.2.
internal sealed class FrameHeaderTests
{
    private static readonly Opcode[] Opcodes = [Opcode.Continuation, Opcode.Text, Opcode.Binary, Opcode.Close, Opcode.Ping, Opcode.Pong];

    [Test]
    public void ReadsEveryOpcode([ValueSource(nameof(Opcodes))] Opcode opcode)
    {
        var outcome = FrameHeader.TryRead([(byte)(0x80 | (int)opcode), 5], out var header);
        Assert.That(outcome, Is.EqualTo(FrameHeaderOutcome.Complete));
        Assert.That(header.Opcode, Is.EqualTo(opcode));
        Assert.That(header.IsFinal, Is.True);
        Assert.That(header.IsMasked, Is.False);
        Assert.That(header.PayloadBytes, Is.EqualTo(5));
        Assert.That(header.HeaderBytes, Is.EqualTo(2));
        Assert.That(header.IsControl, Is.EqualTo(opcode is Opcode.Close or Opcode.Ping or Opcode.Pong));
    }

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(7)]
    [TestCase(11)]
    [TestCase(12)]
    [TestCase(13)]
    [TestCase(14)]
    [TestCase(15)]
    public void RefusesAnUnknownOpcode(int opcode) =>
        Assert.That(Read((byte)(0x80 | opcode)), Is.EqualTo(FrameHeaderOutcome.UnknownOpcode));

    [TestCase(0x40)]
    [TestCase(0x20)]
    [TestCase(0x10)]
    [TestCase(0x70)]
    public void RefusesAReservedBit(int bit) => Assert.That(Read((byte)(0x82 | bit)), Is.EqualTo(FrameHeaderOutcome.ReservedBits));

    [Test]
    public void RefusesAFragmentedControlFrame([Values(Opcode.Close, Opcode.Ping, Opcode.Pong)] Opcode opcode) =>
        Assert.That(Read((byte)opcode), Is.EqualTo(FrameHeaderOutcome.FragmentedControl));

    [Test]
    public void RefusesAControlFrameAbove125Bytes([Values(Opcode.Close, Opcode.Ping, Opcode.Pong)] Opcode opcode, [Values(126, 127)] int form) =>
        Assert.That(Read((byte)(0x80 | (int)opcode), (byte)form), Is.EqualTo(FrameHeaderOutcome.ControlTooLong));

    [Test]
    public void TakesAControlFrameOf125Bytes() => Assert.That(Read(0x89, 125), Is.EqualTo(FrameHeaderOutcome.Complete));

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(125, 1)]
    [TestCase(126, 3)]
    [TestCase(65535, 3)]
    [TestCase(65536, 9)]
    [TestCase(long.MaxValue, 9)]
    public void ReadsALengthInItsShortestForm(long length, int form)
    {
        var bytes = WithLength(length, form);
        Assert.That(FrameHeader.TryRead(bytes, out var header), Is.EqualTo(FrameHeaderOutcome.Complete));
        Assert.That(header.PayloadBytes, Is.EqualTo(length));
        Assert.That(header.HeaderBytes, Is.EqualTo(bytes.Length));
    }

    [TestCase(0, 3)]
    [TestCase(125, 3)]
    [TestCase(0, 9)]
    [TestCase(125, 9)]
    [TestCase(126, 9)]
    [TestCase(65535, 9)]
    public void RefusesALongerFormThanNeeded(long length, int form) =>
        Assert.That(Read(WithLength(length, form)), Is.EqualTo(FrameHeaderOutcome.LengthNotMinimal));

    [TestCase(long.MinValue)]
    [TestCase(-1)]
    public void RefusesALengthWithTheTopmostBit(long length) =>
        Assert.That(Read(WithLength(length, 9)), Is.EqualTo(FrameHeaderOutcome.LengthTooLong));

    [Test]
    public void ReadsTheMaskKeyBehindEachLength([Values(1, 3, 9)] int form)
    {
        byte[] bytes = [.. WithLength(form == 1 ? 5 : form == 3 ? 200 : 70_000, form), 0x37, 0xFA, 0x21, 0x3D];
        bytes[1] |= 0x80;
        Assert.That(FrameHeader.TryRead(bytes, out var header), Is.EqualTo(FrameHeaderOutcome.Complete));
        Assert.That(header.IsMasked, Is.True);
        Assert.That(header.MaskKey, Is.EqualTo(0x3D21FA37));
        Assert.That(header.HeaderBytes, Is.EqualTo(1 + form + 4));
        Assert.That(header.HeaderBytes, Is.LessThanOrEqualTo(FrameHeader.MaxBytes));
    }

    [Test]
    public void AHeaderIsIncompleteUntilItsLastByte([Values(1, 3, 9)] int form, [Values] bool isMasked)
    {
        byte[] bytes = [.. WithLength(form == 1 ? 5 : form == 3 ? 200 : 70_000, form), .. isMasked ? new byte[4] : []];
        if (isMasked) bytes[1] |= 0x80;
        for (var count = 0; count < bytes.Length; count++)
            Assert.That(Read(bytes[..count]), Is.EqualTo(FrameHeaderOutcome.Incomplete), $"{count} bytes");
        Assert.That(Read(bytes), Is.EqualTo(FrameHeaderOutcome.Complete));
    }

    [Test]
    public void WhatIsWrongDoesNotDependOnHowMuchHasArrived()
    {
        var random = TestSeed.NewRandom();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = random.NextBytes(FrameHeader.MaxBytes);
            // Lengths of all forms, and small values in the long forms.
            if (random.Next(2) == 0) bytes[1] = (byte)(random.Next(2) * 0x80 | random.Next(124, 128));
            if (random.Next(2) == 0) bytes.AsSpan(2, random.Next(9)).Clear();
            var whole = FrameHeader.TryRead(bytes, out var expected);
            for (var count = 0; count < bytes.Length; count++)
            {
                var outcome = FrameHeader.TryRead(bytes.AsSpan(0, count), out var header);
                if (outcome == FrameHeaderOutcome.Incomplete || (outcome == whole && header.Equals(expected))) continue;
                Assert.Fail($"{count} of {Convert.ToHexString(bytes)}: {outcome}, not {whole}");
            }
        }
    }

    private static FrameHeaderOutcome Read(params byte[] bytes) => FrameHeader.TryRead(bytes, out _);

    private static byte[] WithLength(long length, int form)
    {
        if (form == 1) return [0x82, (byte)length];
        var wide = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, length);
        return [0x82, (byte)(form == 3 ? 126 : 127), .. wide[(9 - form)..]];
    }
}

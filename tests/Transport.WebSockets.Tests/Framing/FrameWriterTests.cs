using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Framing;

// RFC 6455 sections 5.2, 5.6 and 5.7.
internal sealed class FrameWriterTests
{
    private static readonly int[] Lengths = [0, 1, 5, 125, 126, 127, 65535, 65536, 100_000];

    [Test]
    public void WritesTheUnmaskedExamplesOfTheRfc()
    {
        Assert.That(Write(Opcode.Text, [.. "Hello"u8], masked: false), Is.EqualTo(new byte[] { 0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F }));
        Assert.That(Write(Opcode.Ping, [.. "Hello"u8], masked: false), Is.EqualTo(new byte[] { 0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F }));
        Assert.That(Write(Opcode.Binary, new byte[256], masked: false)[..4], Is.EqualTo(new byte[] { 0x82, 0x7E, 0x01, 0x00 }));
        Assert.That(
            Write(Opcode.Binary, new byte[65536], masked: false)[..10],
            Is.EqualTo(new byte[] { 0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0 }));
    }

    [Test]
    public void WritesTheMaskedExampleOfTheRfc()
    {
        var bytes = new byte[11];
        var written = FrameWriter.WriteMasked(bytes, Opcode.Text, "Hello"u8, 0x3D21FA37);
        Assert.That(written, Is.EqualTo(11));
        Assert.That(bytes, Is.EqualTo(new byte[] { 0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58 }));
    }

    [Test]
    public void EveryFrameReadsBack([ValueSource(nameof(Lengths))] int length, [Values] bool masked)
    {
        var payload = TestSeed.NewRandom().NextBytes(length);
        var bytes = Write(Opcode.Binary, payload, masked);

        Assert.That(FrameHeader.TryRead(bytes, out var header), Is.EqualTo(FrameHeaderOutcome.Complete));
        Assert.That(header.IsFinal, Is.True);
        Assert.That(header.Opcode, Is.EqualTo(Opcode.Binary));
        Assert.That(header.IsMasked, Is.EqualTo(masked));
        Assert.That(header.PayloadBytes, Is.EqualTo(length));
        Assert.That(header.HeaderBytes + length, Is.EqualTo(bytes.Length));
        var read = bytes[header.HeaderBytes..];
        Masking.Apply(read, header.MaskKey);
        Assert.That(read, Is.EqualTo(payload));
    }

    [Test]
    public void EachMaskedFrameHasAKeyOfItsOwn()
    {
        var keys = new HashSet<string>();
        for (var i = 0; i < 1000; i++) keys.Add(Convert.ToHexString(Write(Opcode.Binary, [1], masked: true)[2..6]));
        Assert.That(keys, Has.Count.GreaterThan(997));
    }

    [Test]
    public void WritesIntoALargerBufferAndNoFurther()
    {
        var bytes = new byte[100];
        var written = FrameWriter.Write(bytes, Opcode.Binary, new byte[10], masked: true);
        Assert.That(written, Is.EqualTo(16));
        Assert.That(bytes[16..], Is.All.Zero);
    }

    [Test]
    public void TooLittleRoomIsTheCallersMistake([Values] bool masked, [ValueSource(nameof(Lengths))] int length)
    {
        var bytes = new byte[FrameWriter.MeasureFrame(length, masked) - 1];
        Assert.That(() => FrameWriter.Write(bytes, Opcode.Binary, new byte[length], masked), Throws.ArgumentException);
        Assert.That(bytes.AsSpan().IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
    }

    [Test]
    public void ALongControlFrameIsTheCallersMistake([Values(Opcode.Close, Opcode.Ping, Opcode.Pong)] Opcode opcode)
    {
        var bytes = new byte[200];
        Assert.That(() => FrameWriter.Write(bytes, opcode, new byte[126], masked: false), Throws.ArgumentException);
        Assert.That(FrameWriter.Write(bytes, opcode, new byte[125], masked: false), Is.EqualTo(127));
    }

    [TestCase(-1)]
    [TestCase(int.MaxValue)]
    public void AnImpossibleLengthIsTheCallersMistake(int length) =>
        Assert.That(() => FrameWriter.MeasureFrame(length, masked: true), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static byte[] Write(Opcode opcode, byte[] payload, bool masked)
    {
        var bytes = new byte[FrameWriter.MeasureFrame(payload.Length, masked)];
        Assert.That(FrameWriter.Write(bytes, opcode, payload, masked), Is.EqualTo(bytes.Length));
        return bytes;
    }
}

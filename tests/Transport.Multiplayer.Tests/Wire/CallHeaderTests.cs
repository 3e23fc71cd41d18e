using Transport.Multiplayer.Tests.Fixtures;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Tests.Wire;

[TestFixture]
public sealed class CallHeaderTests
{
    // The object's id, whether it is wide, the method's id, the number of arguments (-1: raw) and the header.
    private static readonly object[] Headers =
    [
        new object[] { 1u, false, 0, 3, "00 01 00 03" },
        new object[] { 1u, false, 4, -1, "80 01 04" },
        new object[] { 255u, false, 6, 1, "00 FF 06 01" },
        new object[] { 256u, false, 6, 1, "10 00 01 06 01" },
        new object[] { 65_535u, false, 255, 1, "10 FF FF FF 01" },
        new object[] { 65_536u, false, 256, 1, "60 00 00 01 00 00 01 01" },
        new object[] { 1u, true, 4, -1, "A0 01 00 00 00 04" },
        new object[] { 1u, true, 0x7FFF, 255, "60 01 00 00 00 FF 7F FF" },
    ];

    [TestCaseSource(nameof(Headers))]
    public void HeaderIsAsNarrowAsItsNumbers(uint pathId, bool isWide, int method, int count, string expected)
    {
        var before = new byte[CallHeader.MaxBytes];
        var bytes = CallHeader.WriteBefore(before, pathId, isWide, method, count);
        Assert.That(before[^bytes..], Is.EqualTo(Bytes.Of(expected)));
        Assert.That(CallHeader.SizeOf(pathId, isWide, method, count), Is.EqualTo(bytes));
    }

    [TestCaseSource(nameof(Headers))]
    public void HeaderIsReadAsItWasWritten(uint pathId, bool isWide, int method, int count, string written)
    {
        byte[] packet = [.. Bytes.Of(written), 7, 7];
        Assert.That(CallHeader.TryRead(packet, out var header), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(header.HasPath, Is.False);
            Assert.That(header.PathId, Is.EqualTo(pathId), isWide ? "wide" : "narrow");
            Assert.That(header.Method, Is.EqualTo(method));
            Assert.That(header.IsRaw, Is.EqualTo(count < 0));
            Assert.That(header.ArgumentCount, Is.EqualTo(count < 0 ? 1 : count));
            Assert.That(header.ArgumentsStart, Is.EqualTo(packet.Length - 2));
            Assert.That(header.ArgumentsEnd, Is.EqualTo(packet.Length));
        }
    }

    [Test]
    public void PathStandsBehindTheArgumentsAtItsOffset()
    {
        // rpc_args(7, "text", [1, "two", 3.5]) to a peer that has not confirmed the path.
        var packet = Bytes.Of("""
            20 39 00 00 80 00 03 02 07 04 00 00 00 04 00 00 00 "text" 1C 00 00 00 03 00 00 00 02 00 00 00 01 00 00 00
            04 00 00 00 03 00 00 00 "two" 00 03 00 00 00 00 00 60 40 "Main" 00
            """);
        Assert.That(CallHeader.TryRead(packet, out var header), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packet, Has.Length.EqualTo(62));
            Assert.That(header.HasPath, Is.True);
            Assert.That(header.PathIn(packet).ToArray(), Is.EqualTo("Main"u8.ToArray()));
            Assert.That(header.Method, Is.Zero);
            Assert.That(header.ArgumentCount, Is.EqualTo(3));
            Assert.That(header.ArgumentsStart, Is.EqualTo(7));
            Assert.That(header.ArgumentsEnd, Is.EqualTo(57));
        }
        var before = new byte[CallHeader.MaxBytes];
        var bytes = CallHeader.WriteWithPathBefore(before, argumentBytes: 50, method: 0, argumentCount: 3);
        Assert.That(before[^bytes..], Is.EqualTo(packet[..7]));
    }

    [Test]
    public void RawFormWithAPathEndsWhereThePathBegins()
    {
        var packet = Bytes.Of("A0 08 00 00 80 01 0A 0B \"Main\" 00");
        Assert.That(CallHeader.TryRead(packet, out var header), Is.True);
        Assert.That((header.IsRaw, header.ArgumentCount, header.ArgumentsStart, header.ArgumentsEnd), Is.EqualTo((true, 1, 6, 8)));
        Assert.That(CallHeader.TryRead(Bytes.Of("A0 06 00 00 80 01 \"Main\" 00"), out header), Is.True);
        Assert.That((header.IsRaw, header.ArgumentCount), Is.EqualTo((true, 0)), "No bytes are no arguments.");
    }

    [TestCase("", TestName = "nothing")]
    [TestCase("00", TestName = "no object")]
    [TestCase("00 01", TestName = "no method")]
    [TestCase("00 01 00", TestName = "no number of arguments")]
    [TestCase("10 01 00", TestName = "half a method")]
    [TestCase("40 01 00", TestName = "half a wide method")]
    [TestCase("20 01 00 00 00", TestName = "no method behind a wide object")]
    [TestCase("30 01 00 00 00 00 00 00 00 00", TestName = "an object of no known width")]
    [TestCase("20 06 00 00 80 00 01", TestName = "a path on the number of arguments, which is needed")]
    [TestCase("20 05 00 00 80 00 01 4D 00", TestName = "a path inside the header")]
    [TestCase("20 09 00 00 80 00 01 4D 00", TestName = "a path behind the end")]
    [TestCase("20 FF FF FF FF 00 01 4D 00", TestName = "a path far behind the end")]
    public void HeaderIsRefused(string packet) => Assert.That(CallHeader.TryRead(Bytes.Of(packet), out _), Is.False);

    [Test]
    public void UnusedBitOfTheFlagsIsPassedOver() => Assert.That(CallHeader.TryRead(Bytes.Of("08 01 00 00"), out _), Is.True);
}

using System.Buffers;

namespace Transport.Godot.Tests;

public sealed class VariantOptionsTests
{
    [Test]
    public void TheDefaultsAreGodots()
    {
        var options = new VariantOptions();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.MaxEncodedBytes, Is.EqualTo(8_388_608));
            Assert.That(options.MaxDepth, Is.EqualTo(1024));
            Assert.That(options.AllowObjects, Is.False);
        }
    }

    [TestCase(1024, 1024)]
    [TestCase(1025, 2048)]
    [TestCase(2000, 2048)]
    [TestCase(8_388_608, 8_388_608)]
    [TestCase(268_435_456, 268_435_456)]
    public void TheEncodedSizeIsRoundedUpToAPowerOfTwo(int set, int kept) =>
        Assert.That(new VariantOptions { MaxEncodedBytes = set }.MaxEncodedBytes, Is.EqualTo(kept));

    [TestCase(1023)]
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(268_435_457)]
    public void AnEncodedSizeOutsideOfTheRangeThrowsAndChangesNothing(int set)
    {
        var options = new VariantOptions { MaxEncodedBytes = 4096 };
        Assert.That(() => options.MaxEncodedBytes = set, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1,024 to 268,435,456"));
        Assert.That(options.MaxEncodedBytes, Is.EqualTo(4096));
    }

    [Test]
    public void ANegativeDepthThrows()
    {
        var options = new VariantOptions();
        Assert.That(() => options.MaxDepth = -1, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(options.MaxDepth, Is.EqualTo(1024));
    }

    [Test]
    public void WhatIsAsLargeAsTheLimitIsWritten()
    {
        var options = new VariantOptions { MaxEncodedBytes = 1024 };
        Assert.That(((Variant)new byte[1016]).ToBytes(options), Has.Length.EqualTo(1024));
        Assert.That(((Variant)new VariantArray { new byte[1008] }).ToBytes(options), Has.Length.EqualTo(1024));
    }

    [Test]
    public void OneByteMoreThrowsAndNothingIsWritten()
    {
        var options = new VariantOptions { MaxEncodedBytes = 1024 };
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new VariantWriter(buffer, options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => writer.Write((Variant)new byte[1017]), Throws.ArgumentException.With.Message.Contains("1,024 bytes of MaxEncodedBytes"));
            Assert.That(() => writer.Write(new VariantArray { new byte[1009] }), Throws.ArgumentException);
            Assert.That(() => writer.Write(new string('x', 1017)), Throws.ArgumentException);
            Assert.That(() => writer.WritePacked(new byte[1017]), Throws.ArgumentException);
            Assert.That(() => writer.WritePacked(new int[255]), Throws.ArgumentException);
            Assert.That(() => writer.WritePacked(new long[128]), Throws.ArgumentException);
            Assert.That(() => writer.WritePacked(new[] { new string('x', 1017) }), Throws.ArgumentException);
            Assert.That(() => VariantWriter.Measure(new byte[1017], options), Throws.ArgumentException);
            Assert.That(buffer.WrittenCount, Is.Zero);
        }
    }

    // Four levels of the same list, each holding the one below a thousand times: it would be a terabyte.
    [Test]
    public void AFewListsThatWouldBeHugeAreRefusedSoon()
    {
        var list = new VariantArray { 1 };
        for (var level = 0; level < 4; level++) list = [.. Enumerable.Repeat((Variant)list, 1000)];
        Assert.That(() => ((Variant)list).ToBytes(), Throws.ArgumentException.With.Message.Contains("8,388,608"));
    }
}

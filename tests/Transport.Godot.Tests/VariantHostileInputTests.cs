using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>Bytes of somebody who means harm: a clear answer, no exception, no memory.</summary>
[NonParallelizable]
public sealed class VariantHostileInputTests
{
    [TestCase("", VariantError.Truncated, 0)]
    [TestCase("27 00 00 00", VariantError.UnknownType, 0)]
    [TestCase("ff 00 00 00", VariantError.UnknownType, 0)]
    [TestCase("42 00 00 00 01 00 00 00", VariantError.UnknownType, 0, Description = "The width of an argument's Int, where none belongs.")]
    [TestCase("04 00 00 00 ff ff ff ff 61 61 61 61", VariantError.Truncated, 0, Description = "Text of 4 GiB.")]
    [TestCase("04 00 00 00 ff ff ff 7f 61 61 61 61", VariantError.Truncated, 0)]
    [TestCase("04 00 00 00 05 00 00 00 61 61 61 61 61 00 00", VariantError.Truncated, 0, Description = "Not filled up.")]
    [TestCase("04 00 00 00 02 00 00 00 c3 28 00 00", VariantError.InvalidText, 0)]
    [TestCase("04 00 00 00 03 00 00 00 ed a0 80 00", VariantError.InvalidText, 0, Description = "Half a surrogate pair.")]
    [TestCase("04 00 00 00 02 00 00 00 c0 80 00 00", VariantError.InvalidText, 0, Description = "A longer form than needed.")]
    [TestCase("04 00 00 00 01 00 00 00 c3 00 00 00", VariantError.InvalidText, 0, Description = "Half a character.")]
    [TestCase("04 00 00 00 04 00 00 00 f4 90 80 80", VariantError.InvalidText, 0, Description = "Above U+10FFFF.")]
    [TestCase("15 00 00 00 01 00 00 00 80 00 00 00", VariantError.InvalidText, 0)]
    [TestCase("16 00 00 00 04 00 00 00 72 6f 6f 74 00 00 00 00", VariantError.UnknownType, 0, Description = "A path as text.")]
    [TestCase("16 00 00 00 ff ff ff ff 00 00 00 00 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("16 00 00 00 00 00 00 80 ff ff ff ff 02 00 00 00", VariantError.Truncated, 0)]
    [TestCase("16 00 00 00 01 00 00 80 00 00 00 00 00 00 00 00 01 00 00 00 ff 00 00 00", VariantError.InvalidText, 0)]
    [TestCase("18 00 00 00 04 00 00 00 4e 6f 64 65 00 00 00 00", VariantError.ObjectsNotAllowed, 0)]
    [TestCase("18 00 00 00", VariantError.ObjectsNotAllowed, 0)]
    [TestCase("1c 00 00 00 01 00 00 00 18 00 00 00 00 00 00 00", VariantError.ObjectsNotAllowed, 8)]
    [TestCase("1a 00 00 00 01 00 00 00 ff 00 00 00 00 00 00 00 00 00 00 00", VariantError.InvalidText, 0)]
    [TestCase("1b 00 00 00 ff ff ff 7f", VariantError.Truncated, 0)]
    [TestCase("1b 00 00 00 01 00 00 00 00 00 00 00", VariantError.Truncated, 0, Description = "A key without a value.")]
    [TestCase("1c 00 00 00 ff ff ff 7f 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("1c 00 00 00 ff ff ff ff 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("1c 00 00 00 02 00 00 00 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("1c 00 00 00 02 00 00 00 00 00 00 00 02 00 00 00", VariantError.Truncated, 12)]
    [TestCase("1c 00 01 00 27 00 00 00 00 00 00 00", VariantError.UnknownType, 0)]
    [TestCase("1c 00 01 00 ff ff ff ff 00 00 00 00", VariantError.UnknownType, 0)]
    [TestCase("1c 00 02 00 ff ff ff 7f 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("1c 00 03 00 01 00 00 00 ff 00 00 00 00 00 00 00", VariantError.InvalidText, 0)]
    [TestCase("1c 00 01 00 02 00 00 00 01 00 00 00 04 00 00 00 00 00 00 00", VariantError.WrongElementType, 12)]
    [TestCase("1c 00 01 00 02 00 00 00 01 00 00 00 03 00 00 00 00 00 00 00", VariantError.WrongElementType, 12)]
    [TestCase("1c 00 01 00 02 00 00 00 01 00 00 00 00 00 00 00", VariantError.WrongElementType, 12)]
    [TestCase("1b 00 05 00 02 00 00 00 04 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00", VariantError.WrongElementType, 24)]
    [TestCase("1b 00 05 00 02 00 00 00 04 00 00 00 01 00 00 00 04 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00", VariantError.WrongElementType, 16)]
    [TestCase("1d 00 00 00 ff ff ff ff", VariantError.Truncated, 0)]
    [TestCase("1d 00 00 00 03 00 00 00 01 02 03", VariantError.Truncated, 0, Description = "Not filled up.")]
    [TestCase("1e 00 00 00 00 00 00 40 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("1f 00 00 00 00 00 00 20 00 00 00 00", VariantError.Truncated, 0, Description = "8 times the count is above 32 bits.")]
    [TestCase("22 00 00 00 ff ff ff ff", VariantError.Truncated, 0)]
    [TestCase("22 00 00 00 02 00 00 00 01 00 00 00 00 00 00 00", VariantError.Truncated, 0)]
    [TestCase("22 00 00 00 01 00 00 00 02 00 00 00 ff 00 00 00", VariantError.InvalidText, 0)]
    [TestCase("23 00 01 00 01 00 00 00 00 00 80 3f 00 00 80 3f", VariantError.Truncated, 0, Description = "Doubles that are floats.")]
    [TestCase("26 00 01 00 00 00 00 10 00 00 00 00", VariantError.Truncated, 0)]
    public void ItIsRefusedAndCostsNoMemory(string hex, VariantError error, int offset)
    {
        var bytes = Hex.Bytes(hex);
        var isRead = Variant.TryFromBytes(bytes, out var value, out var fault);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(isRead, Is.False);
            Assert.That(value.IsNil, Is.True);
            Assert.That((fault.Error, fault.Offset), Is.EqualTo((error, offset)));
            Assert.That(fault.ToString(), Does.Contain($"byte {offset}"));
        }
        CheckSkipping(bytes, fault);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Variant.TryFromBytes(bytes, out _, out _);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase("18 00 00 00 04 00 00 00 4e 6f 64 65 ff ff ff ff", VariantError.Truncated, 0)]
    [TestCase("18 00 00 00 04 00 00 00 4e 6f 64 65 01 00 00 00 04 00 00 00 6e 61 6d 65", VariantError.Truncated, 24)]
    [TestCase("18 00 00 00 04 00 00 00 4e 6f 64 65 01 00 00 00 01 00 00 00 ff 00 00 00 00 00 00 00", VariantError.InvalidText, 16)]
    public void AnObjectIsRefusedWhereObjectsAreAllowed(string hex, VariantError error, int offset)
    {
        var options = new VariantOptions { AllowObjects = true };
        Assert.That(Variant.TryFromBytes(Hex.Bytes(hex), out _, out var fault, options), Is.False);
        Assert.That((fault.Error, fault.Offset), Is.EqualTo((error, offset)));
    }

    [Test]
    public void EveryNumberThatIsNoTypeIsRefused([Range(39, 255)] int number)
    {
        byte[] bytes = [(byte)number, 0, 0, 0, .. new byte[64]];
        Assert.That(Variant.TryFromBytes(bytes, out _, out var fault), Is.False);
        Assert.That(fault, Is.EqualTo(new VariantFault(VariantError.UnknownType, 0, VariantType.Nil)));
    }

    [TestCase("27")]
    [TestCase("3f 00 00 00")]
    [TestCase("43 00 00 00 00 00 00 00", Description = "Width bits on what is no Int.")]
    [TestCase("c4 00 00 00 00 00 00 00")]
    public void AnArgumentOfNoTypeIsRefused(string hex)
    {
        var reader = new VariantReader(Hex.Bytes(hex));
        Assert.That(reader.TryReadCompressed(out _), Is.False);
        Assert.That(reader.Fault.Error, Is.EqualTo(hex.Length < 10 ? VariantError.Truncated : VariantError.UnknownType));
        Assert.That(reader.TrySkipCompressed(), Is.False);
    }

    // A list of nothing but the shortest values is what takes the most memory for its bytes.
    [TestCase("1c 00 00 00", "00 00 00 00", Description = "nil")]
    [TestCase("1c 00 00 00", "1c 00 00 00 00 00 00 00", Description = "empty lists")]
    [TestCase("1c 00 00 00", "1b 00 00 00 00 00 00 00", Description = "empty dictionaries")]
    [TestCase("1c 00 00 00", "22 00 00 00 00 00 00 00", Description = "empty packed arrays")]
    [TestCase("1c 00 00 00", "16 00 00 00 00 00 00 80 00 00 00 00 00 00 00 00", Description = "empty paths")]
    [TestCase("1c 00 00 00", "04 00 00 00 01 00 00 00 61 00 00 00", Description = "short texts")]
    [TestCase("1c 00 00 00", "1c 00 00 00 01 00 00 00 00 00 00 00", Description = "lists of one")]
    [TestCase("1c 00 00 00", "1b 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00", Description = "dictionaries of one")]
    [TestCase("1c 00 00 00", "18 00 00 00 01 00 00 00 61 00 00 00 00 00 00 00", Description = "objects without properties")]
    [TestCase("1c 00 00 00", "1d 00 00 00 01 00 00 00 01 00 00 00", Description = "packed arrays of one")]
    [TestCase("22 00 00 00", "00 00 00 00", Description = "packed empty texts")]
    [TestCase("22 00 00 00", "01 00 00 00 61 00 00 00", Description = "packed short texts")]
    [TestCase("1b 00 00 00", "00 00 00 00 00 00 00 00", Description = "the same key again and again")]
    public void MemoryIsAtMostTwentyTimesTheBytes(string header, string item)
    {
        const int count = 10_000;
        CheckMemory([.. Hex.Bytes(header), .. BitConverter.GetBytes(count), .. Repeat(item, count)]);
    }

    [TestCase("1c 00 00 00 01 00 00 00", "", Description = "lists in lists")]
    [TestCase("1b 00 00 00 01 00 00 00 00 00 00 00", "", Description = "dictionaries as values of dictionaries")]
    [TestCase("1b 00 00 00 01 00 00 00", "00 00 00 00", Description = "dictionaries as keys of dictionaries")]
    [TestCase("18 00 00 00 01 00 00 00 61 00 00 00 01 00 00 00 00 00 00 00", "", Description = "objects in objects")]
    public void NestingTakesAtMostTwentyTimesTheBytes(string start, string end)
    {
        const int count = 100;
        var levels = end.Length == 0 ? 1000 : 15;
        byte[] one = [.. Repeat(start, levels), 0, 0, 0, 0, .. Repeat(end, levels)];
        CheckMemory([0x1c, 0, 0, 0, count, 0, 0, 0, .. Enumerable.Repeat(one, count).SelectMany(part => part)]);
    }

    [TestCase(5)]
    [TestCase(9)]
    [TestCase(10_001)]
    public void DistinctKeysTakeAtMostTwentyTimesTheBytes(int count)
    {
        var list = new VariantArray();
        for (var n = 0; n < 100_000 / count; n++)
        {
            var dictionary = new VariantDictionary();
            for (var i = 0; i < count; i++) dictionary[i] = default;
            list.Add(dictionary);
        }
        CheckMemory(((Variant)list).ToBytes());
    }

    // The hash code of a long is that of its halves taken together: keys that differ in both, and not in that, are easily written down.
    [Test]
    public void KeysThatCollideForOthersDoNotCollideHere()
    {
        var codes = Enumerable.Range(0, 10_000).Select(i => ((Variant)(((long)i << 32) | (uint)i)).GetHashCode()).Distinct();
        Assert.That(codes.Count(), Is.GreaterThan(9900));
    }

    private static void CheckMemory(byte[] bytes)
    {
        var options = new VariantOptions { AllowObjects = true };
        Variant.TryFromBytes(bytes, out _, out _, options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRead = Variant.TryFromBytes(bytes, out _, out var fault, options);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(isRead, Is.True, fault.ToString());
        TestContext.Out.WriteLine($"{allocated} B for {bytes.Length} B: {allocated / (double)bytes.Length:0.0} times");
        Assert.That(allocated, Is.LessThanOrEqualTo(20L * bytes.Length));
    }

    private static IEnumerable<byte> Repeat(string hex, int count) => Enumerable.Repeat(Hex.Bytes(hex), count).SelectMany(part => part);

    private static void CheckSkipping(byte[] bytes, VariantFault fault)
    {
        var reader = new VariantReader(bytes);
        Assert.That(reader.TrySkip(), Is.False);
        Assert.That(reader.Fault, Is.EqualTo(fault));
    }
}

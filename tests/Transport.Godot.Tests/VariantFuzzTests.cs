using System.Globalization;
using Transport.ContractTests;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>
/// Bytes that were Variants once: no exception, bounded memory, none for what is refused, and what is understood means the same when it is
/// written again. TRANSPORT_SEED and TRANSPORT_FUZZ_INPUTS change what is tried.
/// </summary>
[NonParallelizable]
public sealed class VariantFuzzTests
{
    // As the reader says of itself.
    private const int BytesPerByte = 20;

    private static readonly int Inputs =
        int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out var count) ? count : 1_000_000;

    [Test]
    public void MutatedVariantsNeverThrowAndNeverTakeMuch([Values] bool isCompressed, [Values] bool allowsObjects)
    {
        var random = TestSeed.NewRandom();
        var options = new VariantOptions { AllowObjects = allowsObjects };
        var valid = Valid(random);
        var understood = 0;
        var refused = 0;
        for (var i = 0; i < Inputs / 4; i++)
        {
            var bytes = Mutate(valid[random.Next(valid.Length)], random);
            if (Check(i, bytes, isCompressed, options)) understood++;
            else refused++;
        }
        TestContext.Out.WriteLine($"{understood} understood, {refused} refused");
        Assert.That(understood, Is.GreaterThan(Inputs / 40), "The mutations have to come close to the format.");
        Assert.That(refused, Is.GreaterThan(Inputs / 40), "The mutations have to leave the format.");
    }

    private static bool Check(int number, byte[] bytes, bool isCompressed, VariantOptions options)
    {
        var reader = new VariantReader(bytes, options);
        var isRead = isCompressed ? reader.TryReadCompressed(out var value) : reader.TryRead(out value);
        var skipper = new VariantReader(bytes, options);
        var isSkipped = isCompressed ? skipper.TrySkipCompressed() : skipper.TrySkip();
        if (isSkipped != isRead || skipper.Consumed != reader.Consumed || skipper.Fault != reader.Fault)
            Fail(number, bytes, $"skipping says {skipper.Fault} at {skipper.Consumed}, reading {reader.Fault} at {reader.Consumed}");
        if (reader.Consumed > bytes.Length) Fail(number, bytes, $"{reader.Consumed} bytes were read");
        if (!isRead)
        {
            if (Allocates(bytes, isCompressed, options, 0) is > 0 and var forNothing) Fail(number, bytes, $"{forNothing} B for nothing");
            if (reader.Consumed != 0 || !value.IsNil || reader.Fault.Error == VariantError.None) Fail(number, bytes, "what is refused leaves nothing");
            return false;
        }
        // An object may be larger than its few bytes.
        var most = 200 + (BytesPerByte * bytes.Length);
        if (Allocates(bytes, isCompressed, options, most) is var allocated && allocated > most) Fail(number, bytes, $"{allocated} B for {bytes.Length} B");
        var again = value.ToBytes(options);
        if (!Variant.TryFromBytes(again, out var second, out var fault, options)) Fail(number, bytes, $"written again it is refused: {fault}");
        if (second != value) Fail(number, bytes, $"{value} is {second} the second time");
        return true;
    }

    // Once more when it was too much: a pool may have had to be filled anew.
    private static long Allocates(byte[] bytes, bool isCompressed, VariantOptions options, long most)
    {
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 2 && allocated > most; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reader = new VariantReader(bytes, options);
            _ = isCompressed ? reader.TryReadCompressed(out _) : reader.TryRead(out _);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return allocated;
    }

    private static void Fail(int number, byte[] bytes, string what) =>
        Assert.Fail($"Input {number} {ContractSeed.Message}: {Hex.Of(bytes)}\n{what}");

    private static byte[][] Valid(Random random)
    {
        var options = new VariantOptions { AllowObjects = true };
        var variants = new RandomVariants(random);
        return
        [
            .. RecordedVectors.All.Concat(LayoutVectors.All).Select(vector => vector.Bytes),
            .. Enumerable.Range(0, 2000).Select(_ => variants.Next().ToBytes(options)).Where(bytes => bytes.Length < 500),
        ];
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        var bytes = (byte[])valid.Clone();
        for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
        {
            var place = random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[place] = (byte)random.Next(256); break;
                case 2: bytes[place & ~3] = (byte)random.Next(45); break;
                case 3: bytes[place] = random.Next(2) == 0 ? (byte)0 : (byte)0xff; break;
                case 4: bytes = bytes[..place]; break;
                default: bytes = [.. bytes[..place], .. valid[..random.Next(valid.Length + 1)], .. bytes[place..]]; break;
            }
        }
        return bytes;
    }
}

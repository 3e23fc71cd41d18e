using System.Buffers;
using System.Globalization;
using System.Numerics;
using Transport.ContractTests;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>What is written is what is read, whatever it is.</summary>
public sealed class VariantRoundTripTests
{
    private static readonly VariantOptions Options = new() { AllowObjects = true };

    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out var count) ? count : 50_000;

    [Test]
    public void RandomVariantsComeBackEqualAndAsTheSameBytes()
    {
        var variants = new RandomVariants(TestSeed.NewRandom());
        var seen = new HashSet<VariantType>();
        for (var i = 0; i < Rounds; i++)
        {
            var value = variants.Next();
            seen.Add(value.Type);
            Check(i, value, isCompressed: false);
            Check(i, value, isCompressed: true);
        }
        Assert.That(seen, Is.EquivalentTo(Enum.GetValues<VariantType>()));
    }

    [TestCase(0.0)]
    [TestCase(-0.0)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    [TestCase(double.MaxValue)]
    [TestCase(double.Epsilon)]
    [TestCase(float.Epsilon)]
    public void AFloatKeepsItsBits(double number)
    {
        Assert.That(BitConverter.DoubleToInt64Bits((double)RoundTrip(number)), Is.EqualTo(BitConverter.DoubleToInt64Bits(number)));
        Assert.That(BitConverter.SingleToInt32Bits(((Vector2)RoundTrip(new Vector2((float)number, 0))).X), Is.EqualTo(BitConverter.SingleToInt32Bits((float)number)));
        Assert.That(BitConverter.SingleToInt32Bits(((Plane)RoundTrip(new Plane(0, 0, 0, (float)number))).D), Is.EqualTo(BitConverter.SingleToInt32Bits((float)number)));
    }

    [Test]
    public void AHugeStringComesBack()
    {
        var text = string.Concat(Enumerable.Repeat("grün €🎲 ", 500_000));
        Assert.That((string)RoundTrip(text), Is.EqualTo(text));
        Assert.That((string)RoundTrip(new StringName(text)), Is.EqualTo(text));
    }

    [Test]
    public void EmptyContainersComeBack([Values] VariantType type)
    {
        var empty = type switch
        {
            VariantType.Array => new VariantArray(),
            VariantType.Dictionary => new VariantDictionary(),
            VariantType.PackedByteArray => Array.Empty<byte>(),
            VariantType.PackedInt32Array => Array.Empty<int>(),
            VariantType.PackedInt64Array => Array.Empty<long>(),
            VariantType.PackedFloat32Array => Array.Empty<float>(),
            VariantType.PackedFloat64Array => Array.Empty<double>(),
            VariantType.PackedStringArray => Array.Empty<string>(),
            VariantType.PackedVector2Array => Array.Empty<Vector2>(),
            VariantType.PackedVector3Array => Array.Empty<Vector3>(),
            VariantType.PackedColorArray => Array.Empty<Color>(),
            VariantType.PackedVector4Array => Array.Empty<Vector4>(),
            VariantType.String => "",
            VariantType.StringName => new StringName(null),
            VariantType.NodePath => NodePath.Empty,
            _ => default(Variant),
        };
        Assert.That(RoundTrip(empty), Is.EqualTo(empty));
        Assert.That(empty.ToBytes(Options).All(value => value < 0x81), Is.True, "Nothing but a header and zeros, and the mark of a node path.");
    }

    [Test]
    public void ListsOfAHundredThousandComeBack()
    {
        var list = new VariantArray();
        var dictionary = new VariantDictionary();
        for (var i = 0; i < 100_000; i++)
        {
            list.Add(i);
            dictionary[i] = -i;
        }
        Assert.That(RoundTrip(list), Is.EqualTo((Variant)list));
        Assert.That(RoundTrip(dictionary), Is.EqualTo((Variant)dictionary));
    }

    private static void Check(int round, Variant value, bool isCompressed)
    {
        var bytes = Write(value, isCompressed);
        var reader = new VariantReader(bytes, Options);
        var isRead = isCompressed ? reader.TryReadCompressed(out var read) : reader.TryRead(out read);
        var where = $"Variant {round} {ContractSeed.Message}: {value}\n{Hex.Of(bytes)}";
        if (!isRead) Assert.Fail($"{where}\n{reader.Fault}");
        if (reader.Remaining != 0) Assert.Fail($"{where}\n{reader.Remaining} bytes are left");
        if (read != value || read.GetHashCode() != value.GetHashCode()) Assert.Fail($"{where}\nwas read as {read}");
        if (!isCompressed && bytes.Length != VariantWriter.Measure(value, Options)) Assert.Fail($"{where}\nwas measured otherwise");
        if (!Write(read, isCompressed).AsSpan().SequenceEqual(bytes)) Assert.Fail($"{where}\nis written otherwise the second time");
        var skipper = new VariantReader(bytes, Options);
        if (!(isCompressed ? skipper.TrySkipCompressed() : skipper.TrySkip()) || skipper.Remaining != 0) Assert.Fail($"{where}\nwas not skipped");
    }

    private static byte[] Write(in Variant value, bool isCompressed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new VariantWriter(buffer, Options);
        if (isCompressed) writer.WriteCompressed(value);
        else writer.Write(value);
        return buffer.WrittenSpan.ToArray();
    }

    private static Variant RoundTrip(Variant value)
    {
        Assert.That(Variant.TryFromBytes(value.ToBytes(Options), out var read, out var fault, Options), Is.True, fault.ToString());
        return read;
    }
}

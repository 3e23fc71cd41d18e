using System.Numerics;
using System.Runtime.InteropServices;
using Transport.Godot.Values;

namespace Transport.Godot.Wire;

/// <summary>Variants in which there are no others, in the standard form: how many bytes they take, and the bytes.</summary>
internal static class LeafWriter
{
    private const int NodePathHeadBytes = 12;
    private const uint NodePathMark = 0x8000_0000;
    private const uint AbsoluteFlag = 1;

    /// <exception cref="ArgumentException">Text with a NUL in it, or a null in an array of texts.</exception>
    public static long Measure(in Variant value) => Header.Bytes + value.Type switch
    {
        VariantType.Nil or VariantType.Callable => 0,
        VariantType.Bool => sizeof(uint),
        VariantType.Int => IsWide(value.Whole) ? sizeof(long) : sizeof(int),
        VariantType.Float => Numbers.FitsSingle(value.Real) ? sizeof(float) : sizeof(double),
        VariantType.String or VariantType.StringName => Text.Measure(value.TextValue),
        VariantType.NodePath => Measure((NodePath)value.Reference!),
        VariantType.Rid or VariantType.Object => sizeof(ulong),
        VariantType.Signal => Text.Measure(value.TextValue) + sizeof(ulong),
        _ => Words.CountOf(value.Type) is > 0 and var words ? words * sizeof(int) : MeasurePacked(value.Reference!),
    };

    public static void Write(ref WireWriter writer, in Variant value)
    {
        switch (value.Type)
        {
            case VariantType.Bool: Write(ref writer, value.Whole != 0); break;
            case VariantType.Int: Write(ref writer, value.Whole); break;
            case VariantType.Float: Write(ref writer, value.Real); break;
            case VariantType.NodePath: Write(ref writer, (NodePath)value.Reference!); break;
            case VariantType.Nil or VariantType.Callable:
                writer.Header(value.Type);
                break;
            case VariantType.String or VariantType.StringName:
                writer.Header(value.Type);
                writer.Text(value.TextValue);
                break;
            case VariantType.Rid or VariantType.Object:
                writer.Header(value.Type, value.Type == VariantType.Object ? Header.Flag64 : 0);
                writer.Int64(value.Whole);
                break;
            case VariantType.Signal:
                writer.Header(value.Type);
                writer.Text(value.TextValue);
                writer.Int64(value.Whole);
                break;
            default:
                writer.Header(value.Type);
                if (Words.CountOf(value.Type) > 0) writer.Words(Words.Of(value, stackalloc int[Words.Most]));
                else WritePacked(ref writer, value.Reference!);
                break;
        }
    }

    public static bool IsWide(long number) => number is < int.MinValue or > int.MaxValue;

    public static void Write(ref WireWriter writer, bool value)
    {
        writer.Header(VariantType.Bool);
        writer.UInt32(value ? 1u : 0u);
    }

    public static void Write(ref WireWriter writer, long value)
    {
        var isWide = IsWide(value);
        writer.Header(VariantType.Int, isWide ? Header.Flag64 : 0);
        if (isWide) writer.Int64(value);
        else writer.UInt32((uint)value);
    }

    public static void Write(ref WireWriter writer, double value)
    {
        var isWide = !Numbers.FitsSingle(value);
        writer.Header(VariantType.Float, isWide ? Header.Flag64 : 0);
        if (isWide) writer.Int64(BitConverter.DoubleToInt64Bits(value));
        else writer.UInt32((uint)BitConverter.SingleToInt32Bits((float)value));
    }

    private static long Measure(NodePath path)
    {
        long bytes = NodePathHeadBytes;
        foreach (var name in path.NameSpan) bytes += Text.Measure(name);
        foreach (var name in path.SubnameSpan) bytes += Text.Measure(name);
        return bytes;
    }

    private static void Write(ref WireWriter writer, NodePath path)
    {
        writer.Header(VariantType.NodePath);
        writer.UInt32((uint)path.NameSpan.Length | NodePathMark);
        writer.UInt32((uint)path.SubnameSpan.Length);
        writer.UInt32(path.IsAbsolute ? AbsoluteFlag : 0);
        foreach (var name in path.NameSpan) writer.Text(name);
        foreach (var name in path.SubnameSpan) writer.Text(name);
    }

    private static long MeasurePacked(object array) => sizeof(uint) + array switch
    {
        byte[] bytes => Text.Padded(bytes.Length),
        string[] texts => Measure(texts),
        int[] or float[] => ((Array)array).LongLength * sizeof(int),
        long[] or double[] or Vector2[] => ((Array)array).LongLength * sizeof(long),
        Vector3[] vectors => vectors.LongLength * 3 * sizeof(float),
        _ => ((Array)array).LongLength * 4 * sizeof(float),
    };

    public static long Measure(ReadOnlySpan<string> texts)
    {
        long bytes = 0;
        foreach (var text in texts)
        {
            if (text is null) throw new ArgumentException("An array of texts for Godot has no null in it.", nameof(texts));
            bytes += Text.LengthBytes + Text.Padded(Text.CountUtf8(text) + 1L);
        }
        return bytes;
    }

    private static void WritePacked(ref WireWriter writer, object array)
    {
        switch (array)
        {
            case byte[] bytes: writer.Bytes(bytes); break;
            case string[] texts: Write(ref writer, texts); break;
            case int[] numbers: Write<int>(ref writer, numbers); break;
            case float[] numbers: Write<float>(ref writer, numbers); break;
            case long[] numbers: WriteLongs<long>(ref writer, numbers); break;
            case double[] numbers: WriteLongs<double>(ref writer, numbers); break;
            case Vector2[] vectors: Write<Vector2>(ref writer, vectors); break;
            case Vector3[] vectors: Write<Vector3>(ref writer, vectors); break;
            case Vector4[] vectors: Write<Vector4>(ref writer, vectors); break;
            case Color[] colors: Write<Color>(ref writer, colors); break;
        }
    }

    public static void Write(ref WireWriter writer, ReadOnlySpan<string> texts)
    {
        writer.UInt32((uint)texts.Length);
        foreach (var text in texts) writer.TextWithNul(text);
    }

    public static void Write<T>(ref WireWriter writer, ReadOnlySpan<T> items) where T : struct
    {
        writer.UInt32((uint)items.Length);
        writer.Words(MemoryMarshal.Cast<T, int>(items));
    }

    public static void WriteLongs<T>(ref WireWriter writer, ReadOnlySpan<T> items) where T : struct
    {
        writer.UInt32((uint)items.Length);
        writer.Longs(MemoryMarshal.Cast<T, long>(items));
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Transport.Godot.Wire;

namespace Transport.Godot;

/// <summary>
/// Writes Variants, one behind the other, into a buffer that grows. Source: Godot <c>encode_variant</c>.
/// </summary>
/// <remarks>
/// <para><b>Two forms.</b> <c>Write</c> writes the standard form, of which <c>put_var</c> and everything inside a container is made.
/// <c>WriteCompressed</c> writes the form of call arguments, in which a Bool is one byte and an Int as few as it can be; all other types are the
/// same in both.</para>
/// <para><b>Errors.</b> What cannot be written throws before a byte of that value is: text with a NUL character, an object in full without
/// <see cref="VariantOptions.AllowObjects"/>, what is nested deeper than <see cref="VariantOptions.MaxDepth"/> or larger than
/// <see cref="VariantOptions.MaxEncodedBytes"/>. Half a surrogate pair becomes U+FFFD.</para>
/// <para><b>Memory.</b> Nothing is allocated. There is nothing to flush: each value is in the buffer when its call returns.</para>
/// </remarks>
#pragma warning disable CA1815 // Two writers are never compared.
public readonly partial struct VariantWriter
#pragma warning restore CA1815
{
    private readonly IBufferWriter<byte> _output;
    private readonly VariantOptions _options;

    /// <summary>A writer at the end of a buffer.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">No buffer.</exception>
    public VariantWriter(IBufferWriter<byte> output, VariantOptions? options = null)
    {
        _output = output ?? throw new ArgumentNullException(nameof(output));
        _options = options ?? VariantOptions.Default;
    }

    /// <summary>How many bytes a Variant takes in the standard form.</summary>
    /// <exception cref="ArgumentException">It cannot be written; the text says why.</exception>
    public static int Measure(in Variant value, VariantOptions? options = null) =>
        TreeWriter.Measure(value, options ?? VariantOptions.Default);

    /// <summary>Writes a Variant of any type. Lists may be nested to any depth that the options allow: there is no recursion.</summary>
    /// <exception cref="ArgumentException">It cannot be written; the text says why.</exception>
    public void Write(in Variant value)
    {
        var bytes = TreeWriter.Measure(value, _options);
        TreeWriter.Write(_output.GetSpan(bytes), value, _options);
        _output.Advance(bytes);
    }

    /// <summary>Writes a Variant of any type, as an argument of a call.</summary>
    /// <exception cref="ArgumentException">It cannot be written; the text says why.</exception>
    public void WriteCompressed(in Variant value)
    {
        switch (value.Type)
        {
            case VariantType.Bool: WriteCompressed(value.Whole != 0); break;
            case VariantType.Int: WriteCompressed(value.Whole); break;
            default: Write(value); break;
        }
    }

    /// <summary>Writes a Bool as an argument of a call: 1 byte.</summary>
    public void WriteCompressed(bool value)
    {
        _output.GetSpan(1)[0] = CompressedForm.Bool(value);
        _output.Advance(1);
    }

    /// <summary>Writes an Int as an argument of a call: 2, 3, 5 or 9 bytes.</summary>
    public void WriteCompressed(long value) =>
        _output.Advance(CompressedForm.Write(_output.GetSpan(CompressedForm.MostIntBytes), value));

    /// <summary>
    /// Begins an array. The caller writes its elements behind it, in the standard form and as many as it says, of the type it says.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, or too long a name.</exception>
    public void WriteArrayHeader(int count, ElementType elementType = default)
    {
        CheckCount(count);
        var bytes = TreeWriter.Check(TreeWriter.MeasureArrayHead(elementType, _options), _options);
        var writer = new WireWriter(_output.GetSpan(bytes));
        TreeWriter.WriteArrayHead(ref writer, count, elementType, _options);
        _output.Advance(bytes);
    }

    /// <summary>
    /// Begins a dictionary. The caller writes key, value, key, value behind it, in the standard form and as many pairs as it says, of the types it
    /// says.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, or too long a name.</exception>
    public void WriteDictionaryHeader(int count, ElementType keyType = default, ElementType valueType = default)
    {
        CheckCount(count);
        var bytes = TreeWriter.Check(TreeWriter.MeasureDictionaryHead(keyType, valueType, _options), _options);
        var writer = new WireWriter(_output.GetSpan(bytes));
        TreeWriter.WriteDictionaryHead(ref writer, count, keyType, valueType, _options);
        _output.Advance(bytes);
    }

    private static void CheckCount(int count)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), count, "A count is not negative.");
    }

    private void WriteWords<T>(VariantType type, T value) where T : struct
    {
        var words = MemoryMarshal.Cast<T, int>(MemoryMarshal.CreateReadOnlySpan(ref value, 1));
        var bytes = Header.Bytes + (words.Length * sizeof(int));
        var writer = new WireWriter(_output.GetSpan(bytes));
        writer.Header(type);
        writer.Words(words);
        _output.Advance(bytes);
    }
}

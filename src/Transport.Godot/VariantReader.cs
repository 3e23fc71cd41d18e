using Transport.Godot.Wire;

namespace Transport.Godot;

/// <summary>
/// Reads Variants, one behind the other, from bytes that nobody has checked. Source: Godot <c>decode_variant</c>.
/// </summary>
/// <remarks>
/// <para><b>Two forms.</b> <c>TryRead</c> reads the standard form, of which <c>put_var</c> and everything inside a container is made.
/// <c>TryReadCompressed</c> reads the form of call arguments, in which Bool and Int are shorter; all other types are the same in both.</para>
/// <para><b>Errors.</b> Nothing throws for what the bytes are. A call that returns false has taken nothing, and <see cref="Fault"/> tells why
/// and where; another type can then be tried.</para>
/// <para><b>Memory.</b> Numbers and structures allocate nothing. Text, lists and whatever has others in it are gone through to the end before
/// anything is allocated: bytes that are no Variant cost none. Bytes that are one take at most 20 times as much memory as there are bytes.</para>
/// <para><b>Stack.</b> Nesting costs no stack: see <see cref="VariantOptions.MaxDepth"/>.</para>
/// <para><b>Behind the value.</b> What comes behind a value is not looked at; <see cref="Remaining"/> tells how much it is.</para>
/// </remarks>
public ref partial struct VariantReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly VariantOptions _options;

    /// <summary>A reader at the beginning of some bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    public VariantReader(ReadOnlySpan<byte> data, VariantOptions? options = null)
    {
        _data = data;
        _options = options ?? VariantOptions.Default;
        Consumed = 0;
        Fault = default;
    }

    /// <summary>How many bytes have been read.</summary>
    public int Consumed { get; private set; }

    /// <summary>How many bytes have not been read.</summary>
    public readonly int Remaining => _data.Length - Consumed;

    /// <summary>Why the last call that returned false did so; none before.</summary>
    public VariantFault Fault { get; private set; }

    internal readonly VariantOptions Options => _options ?? VariantOptions.Default;

    private readonly ReadOnlySpan<byte> Rest => _data[Consumed..];

    /// <summary>Tells the type of the next value, in the standard form. False when there is none.</summary>
    public bool TryPeekType(out VariantType type)
    {
        var isThere = TryPeek(out var header);
        type = header.Type;
        return isThere;
    }

    /// <summary>Tells the type of the next value, as an argument of a call. False when there is none.</summary>
    public bool TryPeekCompressedType(out VariantType type)
    {
        type = Remaining == 0 ? VariantType.Nil : CompressedForm.TypeOf(Rest[0]);
        if (Remaining == 0) return Fail(VariantError.Truncated);
        return type is VariantType.Bool or VariantType.Int || TryPeekType(out type);
    }

    /// <summary>Reads a value of any type.</summary>
    public bool TryRead(out Variant value)
    {
        value = default;
        if (!TryPeek(out var header)) return false;
        if (!header.IsContainer) return TryReadLeaf(header, out value);
        if (!TreeCheck.TryMeasure(Rest, Options, out _, out var fault)) return Fail(fault);
        value = TreeBuilder.Read(ref this);
        return true;
    }

    /// <summary>Reads a value of any type, as an argument of a call.</summary>
    public bool TryReadCompressed(out Variant value)
    {
        value = default;
        if (Remaining == 0) return Fail(VariantError.Truncated);
        switch (CompressedForm.TypeOf(Rest[0]))
        {
            case VariantType.Bool:
                if (!TryReadCompressedBool(out var flag)) return false;
                value = flag;
                return true;
            case VariantType.Int:
                if (!TryReadCompressedInt64(out var number)) return false;
                value = number;
                return true;
            default:
                return TryRead(out value);
        }
    }

    /// <summary>Goes over a value of any type. It is checked as if it were read.</summary>
    public bool TrySkip()
    {
        if (!TryPeek(out _)) return false;
        if (!TreeCheck.TryMeasure(Rest, Options, out var length, out var fault)) return Fail(fault);
        Consumed += length;
        return true;
    }

    /// <summary>Goes over a value of any type, as an argument of a call. It is checked as if it were read.</summary>
    public bool TrySkipCompressed() => Remaining > 0 && CompressedForm.TypeOf(Rest[0]) is VariantType.Bool or VariantType.Int
        ? TryReadCompressed(out _)
        : TrySkip();

    // The header of the next value, which stays.
    internal bool TryPeek(out Header header)
    {
        header = default;
        if (Remaining < Header.Bytes) return Fail(VariantError.Truncated);
        header = Header.Read(Rest);
        return header.IsKnown || Fail(VariantError.UnknownType);
    }

    private bool TryPeek(VariantType type, out Header header) =>
        TryPeek(out header) && (header.Type == type || Fail(VariantError.WrongType, header.Type));

    // The bytes behind the header, when they are there; header and bytes count as read then.
    private bool TryTake(long bytes, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (bytes > Remaining - Header.Bytes) return Fail(VariantError.Truncated, (VariantType)Rest[0]);
        body = _data.Slice(Consumed + Header.Bytes, (int)bytes);
        Consumed += Header.Bytes + (int)bytes;
        return true;
    }

    private bool Fail(VariantError error, VariantType type = VariantType.Nil)
    {
        Fault = new VariantFault(error, Consumed, type);
        return false;
    }

    private bool Fail(VariantFault fault)
    {
        Fault = fault with { Offset = Consumed + fault.Offset };
        return false;
    }
}

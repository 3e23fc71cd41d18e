using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Takes Godot's Variants for the types of C#. Godot's callers mix numbers: an Int is taken for a Float, and a Float without a fraction for an
/// Int. A String and a StringName are taken for each other. Source: Godot <c>decode_and_decompress_variant</c>.
/// </summary>
/// <param name="options">This reader's alone.</param>
internal sealed partial class GodotArgumentReader(VariantOptions options) : ArgumentReader
{
    // The count behind a header.
    private const int PackedHeadBytes = 2 * sizeof(uint);

    private VariantType _found;

    // Every value in a list has a header.
    protected override int MinimumValueBytes => Depth > 0 ? sizeof(uint) : 1;

    protected override string? FaultFound => Fault is ArgumentFault.WrongType ? _found.ToString() : null;

    /// <summary>Reads a value of any type; nil after a fault.</summary>
    public Variant ReadVariant()
    {
        if (IsRaw) return ReadBytes();
        var reader = BeginWhole();
        var isRead = Depth == 0 ? reader.TryReadCompressed(out var value) : reader.TryRead(out value);
        return TakeEitherForm(ref reader, isRead, nameof(Variant)) ? value : default;
    }

    /// <summary>Reads a list or a map with all that is in it; nil after a fault, and when it is none.</summary>
    public Variant ReadWhole(VariantType type)
    {
        if (!IsRaw && NextType() == type) return ReadVariant();
        var reader = Begin();
        _ = type == VariantType.Array ? reader.TryReadArrayHeader(out _, out _) : reader.TryReadDictionaryHeader(out _, out _, out _);
        Take(ref reader, isRead: false, type.ToString());
        return default;
    }

    public override bool ReadBoolean()
    {
        var reader = Begin();
        var isRead = Depth == 0 ? reader.TryReadCompressedBool(out var value) : reader.TryReadBool(out value);
        return TakeEitherForm(ref reader, isRead, nameof(VariantType.Bool)) && value;
    }

    public override long ReadInt64()
    {
        var reader = Begin();
        var isRead = Depth == 0 ? reader.TryReadCompressedInt64(out var value) : reader.TryReadInt64(out value);
        return TakeEitherForm(ref reader, isRead, nameof(VariantType.Int)) ? value : 0;
    }

    // The same 64 bits, as Variants have them.
    public override ulong ReadUInt64() => unchecked((ulong)ReadInt64());

    public override float ReadSingle() => (float)ReadDouble();

    public override double ReadDouble()
    {
        var reader = Begin();
        var isRead = Depth == 0 ? reader.TryReadCompressedDouble(out var value) : reader.TryReadDouble(out value);
        return TakeEitherForm(ref reader, isRead, nameof(VariantType.Float)) ? value : 0;
    }

    public override string ReadString()
    {
        var reader = Begin();
        var isRead = reader.TryReadString(out var value);
        return Take(ref reader, isRead, nameof(VariantType.String)) ? value! : "";
    }

    public override ReadOnlySpan<byte> ReadUtf8()
    {
        var reader = Begin();
        var isRead = reader.TryReadUtf8(out var value);
        return Take(ref reader, isRead, nameof(VariantType.String)) ? value : default;
    }

    public override void Skip()
    {
        var reader = BeginWhole();
        var isRead = Depth == 0 ? reader.TrySkipCompressed() : reader.TrySkip();
        TakeEitherForm(ref reader, isRead, nameof(Variant));
    }

    protected override bool TryReadNilCore()
    {
        var reader = Begin();
        return reader.TryPeekCompressedType(out var type) && type == VariantType.Nil && TryTake(sizeof(uint), out _);
    }

    protected override ReadOnlyMemory<byte> ReadMemoryCore()
    {
        var start = Position + PackedHeadBytes;
        var reader = Begin();
        var isRead = reader.TryReadPackedBytes(out var bytes);
        return Take(ref reader, isRead, nameof(VariantType.PackedByteArray)) ? Buffer.AsMemory(start, bytes.Length) : default;
    }

    protected override uint ReadArrayHeader()
    {
        var reader = Begin();
        var isRead = reader.TryReadArrayHeader(out var count, out _);
        return Take(ref reader, isRead, nameof(VariantType.Array)) ? (uint)count : 0;
    }

    protected override uint ReadMapHeader()
    {
        var reader = Begin();
        var isRead = reader.TryReadDictionaryHeader(out var count, out _, out _);
        return Take(ref reader, isRead, nameof(VariantType.Dictionary)) ? (uint)count : 0;
    }

    /// <summary>A reader of what is left; of nothing after a fault. What it has read is then taken by <see cref="Take"/>.</summary>
    internal VariantReader Begin() => new(Left, options);

    /// <summary>Takes what was read of a type that is the same in both forms.</summary>
    /// <param name="reader">What read it.</param>
    /// <param name="isRead">Whether it did. False is a fault.</param>
    /// <param name="asked">What was asked for.</param>
    /// <returns>Whether it did, and nothing was wrong before.</returns>
    internal bool Take(ref VariantReader reader, bool isRead, string asked)
    {
        // A Bool or Int in few bytes looks like a header that is cut off, or of no type.
        if (isRead || Depth > 0 || !IsOk || !TryPeekNumber(out var number)) return TakeEitherForm(ref reader, isRead, asked);
        _found = number;
        Fail(ArgumentFault.WrongType, asked);
        return false;
    }

    private bool TakeEitherForm(ref VariantReader reader, bool isRead, string asked)
    {
        if (isRead) return TryTake(reader.Consumed, out _);
        if (!IsOk) return false;
        var fault = reader.Fault;
        _found = fault.Type;
        Pass(Math.Min(fault.Offset, BytesLeft));
        Fail(FaultOf(fault.Error), asked);
        return false;
    }

    private bool TryPeekNumber(out VariantType type)
    {
        var reader = Begin();
        return reader.TryPeekCompressedType(out type) && type is VariantType.Bool or VariantType.Int;
    }

    // What is in the value counts as deep as it is in all.
    private VariantReader BeginWhole()
    {
        options.MaxDepth = Math.Max(0, MaxDepth - Depth);
        return Begin();
    }

    private static ArgumentFault FaultOf(VariantError error) => error switch
    {
        VariantError.Truncated => ArgumentFault.Truncated,
        VariantError.UnknownType => ArgumentFault.InvalidEncoding,
        VariantError.OutOfRange => ArgumentFault.OutOfRange,
        VariantError.InvalidText => ArgumentFault.InvalidText,
        VariantError.TooDeep => ArgumentFault.TooDeep,
        VariantError.ObjectsNotAllowed => ArgumentFault.Rejected,
        _ => ArgumentFault.WrongType,
    };
}

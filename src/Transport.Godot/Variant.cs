using Transport.Godot.Values;
using Transport.Godot.Wire;

namespace Transport.Godot;

/// <summary>
/// A value of any of Godot's types: what <c>put_var</c> sends, what calls carry as arguments. Source: Godot <c>Variant</c>.
/// </summary>
/// <remarks>
/// <para><b>In and out.</b> Values become Variants by themselves: <c>Variant hp = 100;</c> Out with <c>TryGet</c>, which says no to
/// another type, or with a cast, which throws. The default value is <see cref="VariantType.Nil"/>, and null becomes it.</para>
/// <para><b>Memory.</b> Numbers, vectors of up to 16 bytes, rectangles, planes, quaternions, colours and ids are held without an object.
/// Larger structures are boxed, once. Arrays, lists and dictionaries are held by reference, and not copied: who changes them changes
/// the Variant.</para>
/// <para><b>Equality.</b> By type and content. An Int is never equal to a Float, nor a String to a StringName, other than with <c>==</c> in
/// Godot. NaN is equal to NaN, and 0 to -0. Lists and dictionaries are compared to any depth without recursion.</para>
/// </remarks>
public readonly partial struct Variant : IEquatable<Variant>
{
    private readonly object? _reference;
    private readonly VariantPayload _payload;

    private Variant(VariantType type, in VariantPayload payload, object? reference = null)
    {
        Type = type;
        _payload = payload;
        _reference = reference;
    }

    private Variant(VariantType type, object? reference)
    {
        Type = reference is null ? VariantType.Nil : type;
        _reference = reference;
    }

    /// <summary>The type. Source: Godot <c>typeof</c>.</summary>
    public VariantType Type { get; }

    /// <summary>Whether it is nothing: null in Godot.</summary>
    public bool IsNil => Type == VariantType.Nil;

    /// <summary>What is held in place.</summary>
    internal VariantPayload Payload => _payload;

    /// <summary>The Int, the Bool as 1 or 0, or the bits of an id.</summary>
    internal long Whole => _payload.Int;

    /// <summary>The Float.</summary>
    internal double Real => _payload.Float;

    /// <summary>What is held by reference; null for what is held in place.</summary>
    internal object? Reference => _reference;

    /// <summary>Whether it is a String or a StringName.</summary>
    internal bool IsText => Type is VariantType.String or VariantType.StringName;

    /// <summary>The text of a String or a StringName, or the name of a Signal.</summary>
    internal string TextValue => (string)_reference!;

    /// <summary>Whether other Variants may be in it.</summary>
    internal bool IsContainer =>
        Type is VariantType.Array or VariantType.Dictionary || (Type == VariantType.Object && _reference is not null);

    /// <summary>
    /// Reads a Variant in the standard form; false when the bytes are none. What comes behind it is not looked at: see
    /// <see cref="VariantReader"/> to know how much it is. Source: Godot <c>bytes_to_var</c>.
    /// </summary>
    /// <param name="data">The bytes.</param>
    /// <param name="value">The Variant; Nil when there is none. It keeps nothing of the bytes' memory.</param>
    /// <param name="fault">What is wrong with the bytes.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    public static bool TryFromBytes(ReadOnlySpan<byte> data, out Variant value, out VariantFault fault, VariantOptions? options = null)
    {
        var reader = new VariantReader(data, options);
        var isRead = reader.TryRead(out value);
        fault = reader.Fault;
        return isRead;
    }

    /// <summary>The Variant in the standard form. Source: Godot <c>var_to_bytes</c>.</summary>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    /// <exception cref="ArgumentException">It cannot be written; the text says why.</exception>
    public byte[] ToBytes(VariantOptions? options = null)
    {
        options ??= VariantOptions.Default;
        var bytes = new byte[TreeWriter.Measure(this, options)];
        TreeWriter.Write(bytes, this, options);
        return bytes;
    }

    /// <summary>A Variant of a type that is held in place.</summary>
    internal static Variant FromPayload(VariantType type, in VariantPayload payload) => new(type, payload);

    /// <summary>Whether type and content are the same.</summary>
    public static bool operator ==(in Variant left, in Variant right) => left.Equals(right);

    /// <summary>Whether type or content differs.</summary>
    public static bool operator !=(in Variant left, in Variant right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Variant other) => TreeEquality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Variant other && Equals(other);

    /// <summary>From the content. It differs from process to process.</summary>
    public override int GetHashCode() => TreeHash.Of(this);

    /// <summary>As Godot's <c>str</c> writes it, for logs: what is long or deep is cut.</summary>
    public override string ToString() => ValueText.Of(this);
}

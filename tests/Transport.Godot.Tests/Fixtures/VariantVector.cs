namespace Transport.Godot.Tests.Fixtures;

/// <summary>A value, and its bytes.</summary>
/// <param name="Name">Where they come from.</param>
/// <param name="Hex">The bytes.</param>
/// <param name="Value">The value.</param>
public sealed record VariantVector(string Name, string Hex, Variant Value)
{
    /// <summary>Whether it is an argument of a call.</summary>
    public bool IsCompressed { get; init; }

    public bool AllowsObjects { get; init; }

    /// <summary>What this library writes, where it may be read in more than one form.</summary>
    public string? Written { get; init; }

    public VariantOptions Options => new() { AllowObjects = AllowsObjects };

    public byte[] Bytes => Fixtures.Hex.Bytes(Hex);

    public byte[] WrittenBytes => Fixtures.Hex.Bytes(Written ?? Hex);

    public override string ToString() => Name;

    public bool TryRead(ReadOnlySpan<byte> bytes, out Variant value, out int consumed, out VariantFault fault)
    {
        var reader = new VariantReader(bytes, Options);
        var isRead = IsCompressed ? reader.TryReadCompressed(out value) : reader.TryRead(out value);
        consumed = reader.Consumed;
        fault = reader.Fault;
        return isRead;
    }

    public bool TrySkip(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var reader = new VariantReader(bytes, Options);
        var isSkipped = IsCompressed ? reader.TrySkipCompressed() : reader.TrySkip();
        consumed = reader.Consumed;
        return isSkipped;
    }
}

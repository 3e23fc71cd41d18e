namespace Transport.Godot;

/// <summary>
/// A name: text that Godot keeps once per process, so that comparing is fast there. Here a string that remembers that it is one.
/// Source: Godot <c>StringName</c>.
/// </summary>
/// <param name="name">The text; null counts as empty.</param>
public readonly struct StringName(string? name) : IEquatable<StringName>
{
    private readonly string? _value = name;

    /// <summary>The text, never null.</summary>
    public string Value => _value ?? "";

    /// <summary>A name from text.</summary>
    public static implicit operator StringName(string? name) => new(name);

    /// <summary>The text.</summary>
    public static implicit operator string(StringName name) => name.Value;

    /// <summary>Whether the texts are the same, by their code units.</summary>
    public static bool operator ==(StringName left, StringName right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(StringName left, StringName right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(StringName other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StringName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}

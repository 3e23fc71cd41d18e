namespace Transport;

/// <summary>How a connection ended, or why it did not come to be.</summary>
/// <param name="reason">See <see cref="Reason"/>.</param>
/// <param name="origin">See <see cref="Origin"/>.</param>
/// <param name="code">See <see cref="Code"/>.</param>
/// <param name="text">See <see cref="Text"/>.</param>
/// <param name="isClean">See <see cref="IsClean"/>.</param>
public readonly struct DisconnectInfo(
    DisconnectReason reason,
    DisconnectOrigin origin,
    int code = CloseCode.None,
    string? text = null,
    bool isClean = false) : IEquatable<DisconnectInfo>
{
    private readonly string? _text = text;

    /// <summary>Why, in the words all carriers share.</summary>
    public DisconnectReason Reason { get; } = reason;

    /// <summary>Who ended it.</summary>
    public DisconnectOrigin Origin { get; } = origin;

    /// <summary>The close code that was sent or received (<see cref="CloseCode"/>), or <see cref="CloseCode.None"/>.</summary>
    public int Code { get; } = code;

    /// <summary>The reason as text: the closing end's own words, or what the carrier has to tell. Never null.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether the end was announced by a close, rather than found.</summary>
    public bool IsClean { get; } = isClean;

    /// <inheritdoc/>
    public bool Equals(DisconnectInfo other) =>
        Reason == other.Reason && Origin == other.Origin && Code == other.Code && Text == other.Text && IsClean == other.IsClean;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DisconnectInfo other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reason, Origin, Code, Text, IsClean);

    /// <summary>Whether both tell the same end.</summary>
    public static bool operator ==(DisconnectInfo left, DisconnectInfo right) => left.Equals(right);

    /// <summary>Whether the two tell different ends.</summary>
    public static bool operator !=(DisconnectInfo left, DisconnectInfo right) => !left.Equals(right);

    /// <summary>One line for a log or a player: <c>Closed by the other end, code 1000: good game</c>.</summary>
    public override string ToString()
    {
        var by = Origin switch
        {
            DisconnectOrigin.Local => "by this end",
            DisconnectOrigin.Remote => "by the other end",
            _ => "by the network",
        };
        var code = Code == CloseCode.None ? "" : $", code {Code}";
        return Text.Length == 0 ? $"{Reason} {by}{code}" : $"{Reason} {by}{code}: {Text}";
    }
}

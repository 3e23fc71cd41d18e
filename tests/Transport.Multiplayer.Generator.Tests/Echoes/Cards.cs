using System.Runtime.Serialization;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

#pragma warning disable CA1051 // Fields are sent too.

/// <summary>A class with setters, one of them of a base class.</summary>
public class Card
{
    public int Rank { get; set; }

    public string? Name { get; init; }

    public bool IsPicture => Rank > 10;

    [IgnoreDataMember]
    public int Seen { get; set; }
}

/// <summary>A class that derives from another, with a field.</summary>
public sealed class Joker : Card
{
    public byte[] Picture = [];
}

/// <summary>A class that is put together by its constructor.</summary>
public sealed class Deck(IReadOnlyList<Card> cards, Deck? below)
{
    public IReadOnlyList<Card> Cards { get; } = cards;

    public Deck? Below { get; } = below;
}

/// <summary>A structure with fields.</summary>
public struct Cell
{
    public int Row;
    public int Column;
}

public sealed record Turn(int Player, Cell From, Cell? To);

public readonly record struct Score(string Name, long Points);

public sealed class Rules
{
    public required int Width { get; init; }

    public required Dictionary<string, Score> Best { get; init; }
}

public sealed record Boxed<T>(T Value, T[] Others);

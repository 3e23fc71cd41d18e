using MessagePack;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>Numbered keys with a gap, in another order than that of their declaration.</summary>
[MessagePackObject]
public sealed class NumberedParcel
{
    [Key(3)]
    public string? Note { get; set; }

    [Key(0)]
    public long Weight { get; set; }

    [Key(1)]
    public List<ParcelSize> Sizes { get; set; } = [];

    [IgnoreMember]
    public int Handled { get; set; }
}

/// <summary>A record with numbered keys.</summary>
[MessagePackObject]
public sealed record RecordParcel([property: Key(0)] int Id, [property: Key(1)] double[] Marks, [property: Key(2)] NamedParcel? Inner);

/// <summary>Names as keys.</summary>
[MessagePackObject]
public sealed class NamedParcel
{
    [Key("to")]
    public string To { get; set; } = "";

    [Key("größe")]
    public ParcelSize Size { get; set; }

    [Key("isFast")]
    public bool IsFast { get; set; }
}

/// <summary>The members' names as keys.</summary>
[MessagePackObject(keyAsPropertyName: true)]
public struct OpenParcel
{
    public int Id { get; set; }

    public float? Price { get; set; }

    public (int X, string? Y) Place { get; set; }

    public TimeSpan Age { get; set; }

    public byte[]? Seal { get; set; }
}

/// <summary>A type with a formatter of its own.</summary>
[MessagePackFormatter(typeof(OwnParcelFormatter))]
public sealed class OwnParcel(int id)
{
    public int Id { get; } = id;
}

public enum ParcelSize : short
{
    Small = 0,
    Large = 1000,
}

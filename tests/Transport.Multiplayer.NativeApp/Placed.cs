using MessagePack;

namespace Transport.Multiplayer.NativeApp;

/// <summary>A type marked for the MessagePack library, which is not asked for it.</summary>
[MessagePackObject]
public sealed class Placed
{
    [Key(0)]
    public int Row { get; set; }

    [Key(2)]
    public Dictionary<string, int> Points { get; set; } = [];
}

namespace Transport.Multiplayer.Tests.Fixtures;

internal static class GodotType
{
    public const byte Nil = 0;
    public const byte Bool = 1;
    public const byte Int = 2;
    public const byte Float = 3;
    public const byte Text = 4;
    public const byte Map = 27;
    public const byte List = 28;
    public const byte Bytes = 29;
    public const int HeaderBytes = 4;
    public const int Flag64 = 1 << 16;
}

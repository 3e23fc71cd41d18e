namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>Numbers beyond those of an int.</summary>
[Flags]
public enum WideFlags : ulong
{
    None = 0,
    First = 1,
    Last = 1UL << 63,
}

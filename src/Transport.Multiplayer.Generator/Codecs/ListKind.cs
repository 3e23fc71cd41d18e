namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>The kinds of lists that differ in how they are made.</summary>
internal enum ListKind
{
    Array = 0,

    /// <summary>An interface that an array has.</summary>
    ReadOnlyList = 1,

    List = 2,

    /// <summary>A set: no element twice.</summary>
    Set = 3,

    ImmutableArray = 4,
}

namespace Transport.Multiplayer.Generator.Model;

/// <summary>What a method returns.</summary>
internal enum ReturnKind
{
    /// <summary>Nothing: its call is not answered.</summary>
    Nothing = 0,

    Task = 1,

    ValueTask = 2,
}

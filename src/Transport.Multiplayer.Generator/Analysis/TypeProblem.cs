namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Why a type cannot be sent.</summary>
/// <param name="Text">The reason, and what to do: the end of a message.</param>
/// <param name="IsGodots">Whether it is Godot's Variant that has no place for it.</param>
/// <param name="IsSilent">Whether the compiler says what is wrong.</param>
internal sealed record TypeProblem(string Text, bool IsGodots = false, bool IsSilent = false);

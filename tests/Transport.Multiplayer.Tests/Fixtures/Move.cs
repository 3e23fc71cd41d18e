namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A type of the game as an argument: written as a list of its members.</summary>
public sealed record Move(int Column, Mark Mark, string? Note);

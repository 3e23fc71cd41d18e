namespace Transport.Multiplayer.NativeApp;

/// <summary>A type of the game.</summary>
public sealed record Move(int Column, string? Note);

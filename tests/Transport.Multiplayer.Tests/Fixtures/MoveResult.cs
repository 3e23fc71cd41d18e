namespace Transport.Multiplayer.Tests.Fixtures;

public readonly record struct MoveResult(bool IsTaken, int NextPlayer);

namespace Transport.Multiplayer.Tests.Fixtures;

public enum Mark : byte
{
    None = 0,
    Cross = 1,
    Circle = 2,
}

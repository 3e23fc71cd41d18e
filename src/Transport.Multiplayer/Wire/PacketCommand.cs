namespace Transport.Multiplayer.Wire;

/// <summary>What a packet is: bits 0 to 2 of its first byte. Source: Godot <c>SceneMultiplayer</c>, as all in this room.</summary>
internal enum PacketCommand
{
    RemoteCall = 0,
    SimplifyPath = 1,
    ConfirmPath = 2,
    Raw = 3,
    Spawn = 4,
    Despawn = 5,
    Sync = 6,
    System = 7,
}

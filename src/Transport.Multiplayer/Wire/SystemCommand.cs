namespace Transport.Multiplayer.Wire;

/// <summary>What a packet of <see cref="PacketCommand.System"/> is: its second byte.</summary>
internal enum SystemCommand
{
    Auth = 0,
    AddPeer = 1,
    DelPeer = 2,
    Relay = 3,
}

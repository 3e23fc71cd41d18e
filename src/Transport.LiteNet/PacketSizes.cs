using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet;

/// <summary>How large a packet may be in each mode. Source: docs/wire-format.md, UDP section 4.</summary>
internal static class PacketSizes
{
    public static int Max(TransferMode mode, LiteNetMultiplayerPeerOptions options)
    {
        var datagram = Protocol.DatagramBytes - (options.Security is null ? 0 : SealedLink.OverheadBytes);
        return mode switch
        {
            TransferMode.Unreliable => Math.Min(options.MaxPacketBytes, datagram - LitePacket.UnreliableHeaderBytes - 1),
            TransferMode.UnreliableOrdered => Math.Min(options.MaxPacketBytes, datagram - LitePacket.ChanneledHeaderBytes),
            _ => options.MaxPacketBytes,
        };
    }
}

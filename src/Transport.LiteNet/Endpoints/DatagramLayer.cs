using System.Net;
using LiteNetLib;
using LiteNetLib.Layers;

namespace Transport.LiteNet.Endpoints;

/// <summary>Where LiteNetLib lets others see each datagram, before and after its own work.</summary>
internal sealed class DatagramLayer(Endpoint endpoint, int overheadBytes) : PacketLayerBase(overheadBytes)
{
    public override void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length) =>
        length = endpoint.Inbound(endPoint, data.AsSpan(0, length));

    public override void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length)
    {
        if (data.Length < NetConstants.MaxPacketSize) data = Grow(data, length);
        length = endpoint.Outbound(endPoint, data, length);
    }

    // LiteNetLib's packets begin small, go round, and are given the largest size when they happen to be used for receiving. Here nearly all of
    // them come by soon, so that nothing has to be allocated later.
    private static byte[] Grow(byte[] data, int length)
    {
        var larger = new byte[NetConstants.MaxPacketSize];
        data.AsSpan(0, length).CopyTo(larger);
        return larger;
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Transport.LiteNet.Security;

/// <summary>
/// An address and a port, to compare and to look up. LiteNetLib's peers are end points with hash codes of their own, so that a dictionary of end
/// points would not find them.
/// </summary>
internal readonly record struct AddressKey
{
    public const int Bytes = 16 + sizeof(long) + sizeof(ushort) + 1;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly long _scope;
    private readonly ushort _port;
    private readonly bool _isIPv6;

    public AddressKey(IPEndPoint endPoint)
    {
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        endPoint.Address.TryWriteBytes(address, out _);
        _high = BinaryPrimitives.ReadUInt64LittleEndian(address);
        _low = BinaryPrimitives.ReadUInt64LittleEndian(address[sizeof(ulong)..]);
        _isIPv6 = endPoint.AddressFamily == AddressFamily.InterNetworkV6;
        _scope = _isIPv6 ? endPoint.Address.ScopeId : 0;
        _port = (ushort)endPoint.Port;
    }

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _high);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _low);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], _scope);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[24..], _port);
        destination[26] = _isIPv6 ? (byte)1 : (byte)0;
    }
}

using System.Buffers.Binary;

namespace Transport.Multiplayer.Wire;

/// <summary>
/// Comes before the first call to an object: <c>01</c>, the checksum of its methods and a zero byte, the sender's id for the path, the path
/// and a zero byte. Behind it a peer of this library may list its methods; Godot reads up to the zero byte.
/// </summary>
internal readonly ref struct SimplifyPathPacket
{
    private const int PathIdAt = 1 + MethodChecksum.Bytes + 1;
    private const int PathAt = PathIdAt + sizeof(uint);

    public ReadOnlySpan<byte> Checksum { get; private init; }

    public uint PathId { get; private init; }

    /// <summary>UTF-8, not checked.</summary>
    public ReadOnlySpan<byte> Path { get; private init; }

    /// <summary>UTF-8, not checked; empty when the sender lists none.</summary>
    public ReadOnlySpan<byte> Methods { get; private init; }

    public static bool TryRead(ReadOnlySpan<byte> packet, out SimplifyPathPacket simplify)
    {
        simplify = default;
        if (packet.Length <= PathAt) return false;
        var path = packet[PathAt..];
        var end = path.IndexOf((byte)0);
        simplify = new SimplifyPathPacket
        {
            Checksum = packet.Slice(1, MethodChecksum.Bytes),
            PathId = BinaryPrimitives.ReadUInt32LittleEndian(packet[PathIdAt..]),
            Path = end < 0 ? path : path[..end],
            Methods = end < 0 ? default : path[(end + 1)..],
        };
        return true;
    }

    public static int SizeOf(ReadOnlySpan<byte> path, ReadOnlySpan<byte> methods) => PathAt + path.Length + 1 + methods.Length;

    public static void Write(
        Span<byte> destination, ReadOnlySpan<byte> checksum, uint pathId, ReadOnlySpan<byte> path, ReadOnlySpan<byte> methods)
    {
        destination[0] = (byte)PacketCommand.SimplifyPath;
        checksum.CopyTo(destination[1..]);
        destination[1 + MethodChecksum.Bytes] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PathIdAt..], pathId);
        path.CopyTo(destination[PathAt..]);
        destination[PathAt + path.Length] = 0;
        methods.CopyTo(destination[(PathAt + path.Length + 1)..]);
    }
}

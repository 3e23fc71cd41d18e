using System.Buffers.Binary;

namespace Transport.LiteNet.Endpoints;

/// <summary>
/// A cookie with which a connection was made. It makes no second one: a join that the network repeats, or somebody else, would give the same keys
/// again.
/// </summary>
internal readonly record struct UsedCookie(long Time, ulong High, ulong Low)
{
    public static UsedCookie From(ReadOnlySpan<byte> cookie) => new(
        BinaryPrimitives.ReadInt64LittleEndian(cookie),
        BinaryPrimitives.ReadUInt64LittleEndian(cookie[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(cookie[16..]));
}

using System.Buffers.Binary;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>Byte strings as <see cref="RawPeer.Take"/> gives them.</summary>
internal static class Hex
{
    public static string Of(string recorded) => Bytes.Text(Bytes.Of(recorded));

    /// <summary>An id, little-endian.</summary>
    public static string Id(int id)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, id);
        return Bytes.Text(bytes);
    }

    public static string AddPeer(int id) => "0701" + Id(id);

    public static string DelPeer(int id) => "0702" + Id(id);

    public static string Relay(int id, string inner) => "0703" + Id(id) + Of(inner);
}

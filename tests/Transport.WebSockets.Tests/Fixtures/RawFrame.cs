using System.Buffers.Binary;
using System.Text;
using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>A frame as it is on the wire, written and read apart from the code under test. Source: RFC 6455 section 5.2.</summary>
internal sealed record RawFrame(Opcode Opcode, byte[] Payload, bool IsMasked = false, bool IsFinal = true)
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D];

    /// <summary>The code of a close frame.</summary>
    public int CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public string CloseReason => Encoding.UTF8.GetString(Payload.AsSpan(2));

    public static RawFrame Text(string text, bool masked = true) => new(Opcode.Text, Encoding.UTF8.GetBytes(text), masked);

    public static RawFrame Binary(byte[] payload, bool masked = true) => new(Opcode.Binary, payload, masked);

    public static RawFrame Close(int code, string reason = "", bool masked = true) =>
        new(Opcode.Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)], masked);

    /// <summary>A header with a length that no payload has to follow.</summary>
    public static byte[] Header(Opcode opcode, long length, bool masked, bool isFinal = true)
    {
        var bytes = new List<byte> { (byte)((isFinal ? 0x80 : 0) | (int)opcode) };
        var mask = masked ? 0x80 : 0;
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, length);
        switch (length)
        {
            case < 126:
                bytes.Add((byte)(mask | (int)length));
                break;
            case < 65536:
                bytes.Add((byte)(mask | 126));
                bytes.AddRange(wide[6..]);
                break;
            default:
                bytes.Add((byte)(mask | 127));
                bytes.AddRange(wide);
                break;
        }
        if (masked) bytes.AddRange(Key);
        return [.. bytes];
    }

    public byte[] ToBytes()
    {
        var payload = (byte[])Payload.Clone();
        if (IsMasked) ApplyMask(payload, Key);
        return [.. Header(Opcode, Payload.Length, IsMasked, IsFinal), .. payload];
    }

    public static void ApplyMask(byte[] payload, byte[] key)
    {
        for (var i = 0; i < payload.Length; i++) payload[i] ^= key[i % 4];
    }
}

using System.Buffers.Binary;
using System.Text;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

/// <summary>
/// Writes any frame, right or wrong, as it would come to an end of this role. Byte by byte, and apart from the code under test.
/// </summary>
internal sealed class FrameBytes(WebSocketRole receiver)
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D];
    private readonly List<byte> _bytes = [];

    public static FrameBytes ToServer => new(WebSocketRole.Server);

    public static FrameBytes ToClient => new(WebSocketRole.Client);

    public FrameBytes Text(string text) => Frame(Opcode.Text, Encoding.UTF8.GetBytes(text));

    public FrameBytes Binary(params byte[] payload) => Frame(Opcode.Binary, payload);

    public FrameBytes Ping(params byte[] payload) => Frame(Opcode.Ping, payload);

    public FrameBytes Pong(params byte[] payload) => Frame(Opcode.Pong, payload);

    public FrameBytes Close(int code, string reason = "") =>
        Frame(Opcode.Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    public FrameBytes Start(Opcode opcode, params byte[] payload) => Frame(opcode, payload, isFinal: false);

    public FrameBytes Middle(params byte[] payload) => Frame(Opcode.Continuation, payload, isFinal: false);

    public FrameBytes Last(params byte[] payload) => Frame(Opcode.Continuation, payload);

    public FrameBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public FrameBytes Frame(Opcode opcode, byte[] payload, bool isFinal = true, int reserved = 0)
    {
        Header(opcode, payload.Length, isFinal, reserved);
        return Payload(payload);
    }

    /// <summary>A header alone, in a chosen form of the length: 1, 3 or 9 bytes; 0 takes the shortest.</summary>
    public FrameBytes Header(Opcode opcode, long length, bool isFinal = true, int reserved = 0, int lengthBytes = 0)
    {
        var mask = receiver == WebSocketRole.Server ? 0x80 : 0;
        if (lengthBytes == 0) lengthBytes = length < 126 ? 1 : length < 65536 ? 3 : 9;
        _bytes.Add((byte)((isFinal ? 0x80 : 0) | reserved << 4 | (int)opcode));
        _bytes.Add((byte)(mask | (lengthBytes == 1 ? (int)length : lengthBytes == 3 ? 126 : 127)));
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, length);
        if (lengthBytes > 1) _bytes.AddRange(wide[(9 - lengthBytes)..]);
        if (mask != 0) _bytes.AddRange(Key);
        return this;
    }

    /// <summary>A payload alone, masked as the receiver wants it.</summary>
    public FrameBytes Payload(params byte[] payload)
    {
        for (var i = 0; i < payload.Length; i++)
            _bytes.Add(receiver == WebSocketRole.Server ? (byte)(payload[i] ^ Key[i % 4]) : payload[i]);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}

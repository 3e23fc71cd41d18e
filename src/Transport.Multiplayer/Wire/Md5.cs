using System.Buffers.Binary;

namespace Transport.Multiplayer.Wire;

/// <summary>
/// MD5 (RFC 1321). Here since browsers have none: the platform's throws there. For checksums only.
/// </summary>
internal static class Md5
{
    public const int Bytes = 16;

    private const int BlockBytes = 64;
    private const int LengthBytes = sizeof(ulong);

    // RFC 1321 section 3.4: how far each step turns, four for each round.
    private static readonly int[] Turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    // The integer part of 2^32 times the sine of 1 to 64.
    private static readonly uint[] Sines =
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];

    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];
        var whole = message.Length / BlockBytes * BlockBytes;
        for (var at = 0; at < whole; at += BlockBytes) Mix(state, message.Slice(at, BlockBytes));
        MixTail(state, message[whole..], message.Length);
        var hash = new byte[Bytes];
        for (var i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(sizeof(uint) * i), state[i]);
        return hash;
    }

    // A bit, zeros, and the length in bits: one block more, or two.
    private static void MixTail(Span<uint> state, ReadOnlySpan<byte> rest, int length)
    {
        Span<byte> tail = stackalloc byte[2 * BlockBytes];
        tail.Clear();
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        var bytes = rest.Length + 1 + LengthBytes <= BlockBytes ? BlockBytes : 2 * BlockBytes;
        BinaryPrimitives.WriteUInt64LittleEndian(tail[(bytes - LengthBytes)..], (ulong)length * 8);
        for (var at = 0; at < bytes; at += BlockBytes) Mix(state, tail.Slice(at, BlockBytes));
    }

    private static void Mix(Span<uint> state, ReadOnlySpan<byte> block)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        for (var i = 0; i < Sines.Length; i++)
        {
            var (mixed, word) = (i / 16) switch
            {
                0 => ((b & c) | (~b & d), i),
                1 => ((d & b) | (~d & c), (5 * i) + 1),
                2 => (b ^ c ^ d, (3 * i) + 5),
                _ => (c ^ (b | ~d), 7 * i),
            };
            var sum = a + mixed + Sines[i] + BinaryPrimitives.ReadUInt32LittleEndian(block[(word % 16 * sizeof(uint))..]);
            (a, d, c, b) = (d, c, b, b + RotateLeft(sum, Turns[(i / 16 * 4) + (i % 4)]));
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    private static uint RotateLeft(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}

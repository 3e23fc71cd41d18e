using System.Text;

namespace Transport.Multiplayer.Wire;

/// <summary>MD5, Godot's choice, as 32 hexadecimal digits. It finds mistakes; it protects from nobody.</summary>
internal static class MethodChecksum
{
    /// <summary>The size in a packet, without the zero byte behind it.</summary>
    public const int Bytes = 32;

    public static byte[] Of(string text)
    {
        var hash = Md5.Hash(Encoding.UTF8.GetBytes(text));
        var digits = new byte[Bytes];
        for (var i = 0; i < hash.Length; i++)
        {
            digits[2 * i] = Digit(hash[i] >> 4);
            digits[(2 * i) + 1] = Digit(hash[i] & 0x0F);
        }
        return digits;
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);
}

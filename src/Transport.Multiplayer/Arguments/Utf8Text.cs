#if NET
using System.Text.Unicode;
#endif

namespace Transport.Multiplayer.Arguments;

/// <summary>Whether bytes are UTF-8 (RFC 3629 section 4), without an exception for those that are not.</summary>
internal static class Utf8Text
{
#if NET
    public static bool IsValid(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);
#else
    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        while (i < bytes.Length)
        {
            var lead = bytes[i++];
            if (lead < 0x80) continue;
            if (i == bytes.Length) return false;
            // The second byte is what excludes longer forms than needed, surrogates, and code points above U+10FFFF.
            var (more, least, most) = lead switch
            {
                >= 0xC2 and <= 0xDF => (1, 0x80, 0xBF),
                0xE0 => (2, 0xA0, 0xBF),
                0xED => (2, 0x80, 0x9F),
                >= 0xE1 and <= 0xEF => (2, 0x80, 0xBF),
                0xF0 => (3, 0x90, 0xBF),
                0xF4 => (3, 0x80, 0x8F),
                >= 0xF1 and <= 0xF3 => (3, 0x80, 0xBF),
                _ => (0, 0, 0),
            };
            if (more == 0 || bytes.Length - i < more || bytes[i] < least || bytes[i] > most) return false;
            for (var k = 1; k < more; k++)
            {
                if ((bytes[i + k] & 0xC0) != 0x80) return false;
            }
            i += more;
        }
        return true;
    }
#endif
}

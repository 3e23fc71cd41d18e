using System.Buffers.Binary;
using System.Text;
#if NET
using System.Text.Unicode;
#endif

namespace Transport.Godot.Wire;

/// <summary>Text on the wire: the number of bytes, UTF-8, zeros up to a multiple of 4.</summary>
internal static class Text
{
    public const int LengthBytes = 4;

    /// <summary>A number of bytes with what fills it up to a multiple of 4.</summary>
    public static long Padded(long bytes) => (bytes + 3) & ~3L;

    /// <summary>What a text takes, its length included.</summary>
    /// <exception cref="ArgumentException">It has a NUL in it.</exception>
    public static long Measure(string text) => LengthBytes + Padded(CountUtf8(text));

    /// <summary>How many bytes of UTF-8 a text is.</summary>
    /// <exception cref="ArgumentException">It has a NUL in it.</exception>
    public static int CountUtf8(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('\0') >= 0) throw NulIn(nameof(text));
        return Encoding.UTF8.GetByteCount(text);
    }

    // Godot's text ends at the first NUL: what is behind it would be lost without a word.
    public static ArgumentException NulIn(string parameter) => new("Text for Godot has no NUL character in it.", parameter);

    /// <summary>Finds the UTF-8 of the text at the beginning of some bytes, up to the first NUL, and what all of it takes.</summary>
    public static VariantError Find(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> utf8, out int taken)
    {
        utf8 = default;
        taken = 0;
        if (source.Length < LengthBytes) return VariantError.Truncated;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(source);
        var all = LengthBytes + Padded(length);
        if (all > source.Length) return VariantError.Truncated;
        utf8 = source.Slice(LengthBytes, (int)length);
        var end = utf8.IndexOf((byte)0);
        if (end >= 0) utf8 = utf8[..end];
        if (!IsUtf8(utf8)) return VariantError.InvalidText;
        taken = (int)all;
        return VariantError.None;
    }

    /// <summary>Whether bytes are UTF-8: no surrogates, no overlong forms, nothing above U+10FFFF. Source: RFC 3629 section 4.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
#if NET
        return Utf8.IsValid(bytes);
#else
        while (!bytes.IsEmpty)
        {
            var length = LengthOfCharacter(bytes);
            if (length == 0) return false;
            bytes = bytes[length..];
        }
        return true;
#endif
    }

#if !NET
    // 0 when it is none.
    private static int LengthOfCharacter(ReadOnlySpan<byte> bytes)
    {
        var lead = bytes[0];
        if (lead < 0x80) return 1;
        var length = lead switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
        if (length == 0 || bytes.Length < length) return 0;
        var lowest = lead switch { 0xE0 => 0xA0, 0xF0 => 0x90, _ => 0x80 };
        var highest = lead switch { 0xED => 0x9F, 0xF4 => 0x8F, _ => 0xBF };
        if (bytes[1] < lowest || bytes[1] > highest) return 0;
        for (var i = 2; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80) return 0;
        }
        return length;
    }
#endif
}

#if NET
using System.Text.Unicode;
#else
using System.Runtime.InteropServices;
#endif

namespace Transport.WebSockets.Protocol;

/// <summary>
/// Tells UTF-8 from other bytes, piece by piece; a character may be cut anywhere. No surrogates, no overlong forms, nothing above
/// U+10FFFF. Source: RFC 3629 section 4.
/// </summary>
internal struct Utf8Validator
{
    // What must still come of the character that has begun, and the range its next byte must be in.
    private byte _missing;
    private byte _low;
    private byte _high;

    /// <summary>Whether the text so far ends between two characters.</summary>
    public readonly bool IsComplete => _missing == 0;

    /// <summary>Takes the next piece; false when the text can no longer become UTF-8.</summary>
    public bool TryAppend(ReadOnlySpan<byte> piece)
    {
        while (_missing > 0 && !piece.IsEmpty)
        {
            if (!TryStep(piece[0])) return false;
            piece = piece[1..];
        }
#if NET
        var whole = piece.Length - CountBegun(piece);
        if (!Utf8.IsValid(piece[..whole])) return false;
        piece = piece[whole..];
#endif
        while (!piece.IsEmpty)
        {
#if !NET
            piece = piece[(_missing == 0 ? CountAsciiWords(piece) : 0)..];
            if (piece.IsEmpty) break;
#endif
            if (!TryStep(piece[0])) return false;
            piece = piece[1..];
        }
        return true;
    }

#if NET
    // How many bytes at the end may belong to a character that goes on in the next piece.
    private static int CountBegun(ReadOnlySpan<byte> piece)
    {
        for (var i = 1; i <= 3 && i <= piece.Length; i++)
        {
            var b = piece[^i];
            if (b < 0x80) return 0;
            if (b >= 0xC0) return i < SequenceBytes(b) ? i : 0;
        }
        return 0;
    }

    private static int SequenceBytes(byte lead) => lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
#else
    private static int CountAsciiWords(ReadOnlySpan<byte> piece)
    {
        var count = 0;
        while (piece.Length - count >= sizeof(ulong) && (MemoryMarshal.Read<ulong>(piece[count..]) & 0x8080808080808080) == 0)
            count += sizeof(ulong);
        return count;
    }
#endif

    private bool TryStep(byte b)
    {
        if (_missing > 0)
        {
            if (b < _low || b > _high) return false;
            Expect(_missing - 1);
            return true;
        }
        if (b < 0x80) return true;
        switch (b)
        {
            case >= 0xC2 and <= 0xDF: Expect(1); return true;
            case 0xE0: Expect(2, low: 0xA0); return true;
            case 0xED: Expect(2, high: 0x9F); return true;
            case >= 0xE1 and <= 0xEF: Expect(2); return true;
            case 0xF0: Expect(3, low: 0x90); return true;
            case 0xF4: Expect(3, high: 0x8F); return true;
            case >= 0xF1 and <= 0xF3: Expect(3); return true;
            default: return false;
        }
    }

    private void Expect(int missing, byte low = 0x80, byte high = 0xBF)
    {
        _missing = (byte)missing;
        _low = low;
        _high = high;
    }
}

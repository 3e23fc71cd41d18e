using System.Buffers.Binary;
using System.Text;

namespace Transport.LiteNet.Wire;

/// <summary>A code and a text: the end of a refusal, of a close, of a disconnect. Source: docs/wire-format.md, UDP section 6.</summary>
internal static class Farewell
{
    public const int MaxBytes = sizeof(ushort) + CloseCode.MaxReasonBytes;

    // A text that is not UTF-8 is no reason to lose the code.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> destination, int code, string text)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)code);
        return sizeof(ushort) + Utf8.GetBytes(text, destination[sizeof(ushort)..]);
    }

    /// <summary>False when there is no code, or more text than there may be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out int code, out string text)
    {
        code = CloseCode.None;
        text = "";
        if (source.Length is < sizeof(ushort) or > MaxBytes) return false;
        code = BinaryPrimitives.ReadUInt16LittleEndian(source);
        text = Utf8.GetString(source[sizeof(ushort)..]);
        return true;
    }
}

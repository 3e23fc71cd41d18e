namespace Transport.WebSockets.Handshake;

/// <summary>"HTTP/1.1" and its like. Source: RFC 9112 section 2.3.</summary>
internal static class HttpVersion
{
    public const int Length = 8;

    public static bool TryParse(ReadOnlySpan<byte> text, out int major, out int minor)
    {
        major = minor = 0;
        if (text.Length != Length || !text.StartsWith("HTTP/"u8) || text[6] != '.' || !IsDigit(text[5]) || !IsDigit(text[7])) return false;
        major = text[5] - '0';
        minor = text[7] - '0';
        return true;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}

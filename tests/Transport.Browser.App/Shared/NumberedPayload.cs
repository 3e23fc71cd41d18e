namespace Transport.Browser.App.Shared;

/// <summary>Payloads that both ends know: one for each number and size.</summary>
internal static class NumberedPayload
{
    public static byte[] Create(int number, int size)
    {
        var payload = new byte[size];
        for (var i = 0; i < size; i++) payload[i] = i < 4 ? (byte)(number >> (8 * i)) : (byte)(((number + i) * 31) ^ (i >> 8));
        return payload;
    }

    public static bool Is(ReadOnlySpan<byte> payload, int number, int size) => payload.SequenceEqual(Create(number, size));
}

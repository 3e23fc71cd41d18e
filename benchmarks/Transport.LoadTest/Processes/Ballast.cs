namespace Transport.LoadTest.Processes;

/// <summary>Bytes that mean nothing, the same for each contender.</summary>
internal static class Ballast
{
    public static byte[] Create(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

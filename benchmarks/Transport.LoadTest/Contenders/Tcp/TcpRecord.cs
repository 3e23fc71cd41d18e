namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>Messages of one size, each behind as many bytes as the header of a WebSocket frame has.</summary>
/// <param name="HeaderBytes">Never looked at.</param>
/// <param name="MessageBytes">What follows.</param>
internal sealed record TcpRecord(int HeaderBytes, int MessageBytes)
{
    private const int MaskKeyBytes = 4;

    public int Bytes => HeaderBytes + MessageBytes;

    /// <summary>As large as RFC 6455 section 5.2 makes it.</summary>
    public static TcpRecord Create(int messageBytes, bool isMasked) => new(
        (messageBytes < 126 ? 2 : messageBytes <= ushort.MaxValue ? 4 : 10) + (isMasked ? MaskKeyBytes : 0), messageBytes);
}

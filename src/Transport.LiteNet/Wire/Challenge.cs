using Transport.LiteNet.Security;

namespace Transport.LiteNet.Wire;

/// <summary>A server's answer to a knock: bring this cookie back. Source: docs/wire-format.md, UDP section 3.2.</summary>
internal static class Challenge
{
    public const int Bytes = CookieOffset + Protocol.CookieBytes;

    private const int RandomOffset = 1;
    private const int SecurityOffset = RandomOffset + Protocol.RandomBytes;
    private const int CookieOffset = SecurityOffset + 1;

    public static void Write(Span<byte> datagram, ReadOnlySpan<byte> random, SecurityKind security, ReadOnlySpan<byte> cookie)
    {
        datagram[0] = DatagramKind.Challenge;
        random.CopyTo(datagram[RandomOffset..]);
        datagram[SecurityOffset] = (byte)security;
        cookie.CopyTo(datagram[CookieOffset..]);
    }

    /// <summary>False for anything but an answer to this very knock.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> random, out SecurityKind security, out ReadOnlySpan<byte> cookie)
    {
        security = SecurityKind.None;
        cookie = default;
        if (datagram.Length != Bytes || datagram[0] != DatagramKind.Challenge) return false;
        if (!datagram.Slice(RandomOffset, Protocol.RandomBytes).SequenceEqual(random)) return false;
        security = (SecurityKind)datagram[SecurityOffset];
        cookie = datagram.Slice(CookieOffset, Protocol.CookieBytes);
        return security <= SecurityKind.Token;
    }
}

namespace Transport.LiteNet.Wire;

/// <summary>
/// A client's first datagram. It is longer than any answer to it, so that nobody can use a server to multiply what he sends in another's name.
/// Source: docs/wire-format.md, UDP section 3.1.
/// </summary>
internal static class Knock
{
    public const int Bytes = 192;

    private const int VersionOffset = 5;
    private const int RandomOffset = 6;

    public static void Write(Span<byte> datagram, ReadOnlySpan<byte> random)
    {
        datagram[..Bytes].Clear();
        datagram[0] = DatagramKind.Knock;
        Protocol.Magic.CopyTo(datagram[1..]);
        datagram[VersionOffset] = Protocol.Version;
        random.CopyTo(datagram[RandomOffset..]);
    }

    /// <summary>False for anything that is no knock of any version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out byte version, out ReadOnlySpan<byte> random)
    {
        version = 0;
        random = default;
        if (datagram.Length != Bytes || datagram[0] != DatagramKind.Knock || !datagram.Slice(1, Protocol.Magic.Length).SequenceEqual(Protocol.Magic)) return false;
        version = datagram[VersionOffset];
        random = datagram.Slice(RandomOffset, Protocol.RandomBytes);
        return true;
    }
}

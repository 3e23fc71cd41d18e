namespace Transport.LiteNet.Wire;

/// <summary>
/// The first byte of the datagrams that are this library's own. LiteNetLib has nothing with these five lower bits.
/// Source: docs/wire-format.md, UDP section 2.
/// </summary>
internal static class DatagramKind
{
    /// <summary>A client asks whether anybody is there.</summary>
    public const byte Knock = 0x1F;

    /// <summary>The server's answer: a cookie that only the asker's address gets to see.</summary>
    public const byte Challenge = 0x3F;

    /// <summary>The server's answer: no, and why.</summary>
    public const byte Refusal = 0x5F;

    /// <summary>A datagram of LiteNetLib, encrypted.</summary>
    public const byte Sealed = 0x7F;
}

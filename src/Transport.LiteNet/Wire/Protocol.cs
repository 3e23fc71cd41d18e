namespace Transport.LiteNet.Wire;

/// <summary>Constants of the protocol. Source: docs/wire-format.md, UDP.</summary>
internal static class Protocol
{
    /// <summary>Goes up when two ends would not understand each other any more, a new LiteNetLib protocol included.</summary>
    public const byte Version = 1;

    public const int RandomBytes = 16;

    public const int CookieBytes = 24;

    public const int ProofBytes = 16;

    /// <summary>The largest datagram before encryption: LiteNetLib's first step, which passes everywhere.</summary>
    public const int DatagramBytes = 1024;

    /// <summary>What marks a knock and a join as meant for this protocol.</summary>
    public static ReadOnlySpan<byte> Magic => "TPRT"u8;
}

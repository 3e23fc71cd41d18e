namespace Transport.LiteNet.Wire;

/// <summary>
/// The first byte on a reliable lane. Without it an empty packet would be lost: LiteNetLib takes a merged message of no bytes for the end of
/// the datagram. Source: docs/wire-format.md, UDP section 4.
/// </summary>
internal static class LaneHeader
{
    /// <summary>A whole packet follows.</summary>
    public const byte Whole = 0;

    /// <summary>The length of a packet that comes in pieces, 4 bytes, and its first piece.</summary>
    public const byte First = 1;

    /// <summary>A further piece; the last one makes the length full.</summary>
    public const byte More = 2;

    /// <summary>Several whole packets follow, each behind its length of 2 bytes.</summary>
    public const byte Several = 3;

    public const int Bytes = 1;

    public const int LengthBytes = sizeof(ushort);

    public const int FirstBytes = 1 + sizeof(uint);
}

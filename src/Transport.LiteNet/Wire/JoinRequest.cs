using System.Buffers.Binary;

namespace Transport.LiteNet.Wire;

/// <summary>
/// What a client puts into LiteNetLib's connect request: the cookie that proves its address, and what the server must know of it.
/// Source: docs/wire-format.md, UDP section 3.3.
/// </summary>
internal readonly ref struct JoinRequest
{
    /// <summary>Without proof and token.</summary>
    public const int PlainBytes = WindowPacketsOffset + sizeof(uint);

    /// <summary>A token's sealed part that is larger would not fit into one datagram with the rest.</summary>
    public const int MaxTokenBytes = 768;

    private const int VersionOffset = 4;
    private const int RandomOffset = 5;
    private const int CookieOffset = RandomOffset + Protocol.RandomBytes;
    private const int ChannelsOffset = CookieOffset + Protocol.CookieBytes;
    private const int WindowBytesOffset = ChannelsOffset + 1;
    private const int WindowPacketsOffset = WindowBytesOffset + sizeof(uint);
    private const int TokenOffset = PlainBytes + Protocol.ProofBytes;

    public ReadOnlySpan<byte> Random { get; init; }

    public ReadOnlySpan<byte> Cookie { get; init; }

    /// <summary>Not read by a server that speaks another version.</summary>
    public byte Version { get; init; }

    public byte Channels { get; init; }

    /// <summary>How much the client can hold, in payload bytes that its game has not taken.</summary>
    public uint WindowBytes { get; init; }

    /// <summary>The same in packets.</summary>
    public uint WindowPackets { get; init; }

    /// <summary>Proves that the client has the secret; empty when it wants no encryption.</summary>
    public ReadOnlySpan<byte> Proof { get; init; }

    /// <summary>The part of a token that the server can open; empty when it has none.</summary>
    public ReadOnlySpan<byte> Token { get; init; }

    /// <returns>How many bytes were written.</returns>
    public int Write(Span<byte> destination)
    {
        Protocol.Magic.CopyTo(destination);
        destination[VersionOffset] = Version;
        Random.CopyTo(destination[RandomOffset..]);
        Cookie.CopyTo(destination[CookieOffset..]);
        destination[ChannelsOffset] = Channels;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[WindowBytesOffset..], WindowBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[WindowPacketsOffset..], WindowPackets);
        Proof.CopyTo(destination[PlainBytes..]);
        Token.CopyTo(destination[(PlainBytes + Proof.Length)..]);
        return PlainBytes + Proof.Length + Token.Length;
    }

    /// <summary>False for anything that is no join.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out JoinRequest join)
    {
        join = default;
        if (source.Length < PlainBytes || !source[..Protocol.Magic.Length].SequenceEqual(Protocol.Magic)) return false;
        if (source.Length is > PlainBytes and < TokenOffset or > TokenOffset + MaxTokenBytes) return false;
        join = new JoinRequest
        {
            Version = source[VersionOffset],
            Random = source.Slice(RandomOffset, Protocol.RandomBytes),
            Cookie = source.Slice(CookieOffset, Protocol.CookieBytes),
            Channels = source[ChannelsOffset],
            WindowBytes = BinaryPrimitives.ReadUInt32LittleEndian(source[WindowBytesOffset..]),
            WindowPackets = BinaryPrimitives.ReadUInt32LittleEndian(source[WindowPacketsOffset..]),
            Proof = source.Length > PlainBytes ? source[PlainBytes..TokenOffset] : default,
            Token = source.Length > TokenOffset ? source[TokenOffset..] : default,
        };
        return join.WindowBytes > 0 && join.WindowPackets > 0;
    }
}

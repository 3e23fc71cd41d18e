namespace Transport.LiteNet.Wire;

/// <summary>
/// A server's no to a knock or a join, with a code after the manner of HTTP and a text. It is shorter than what it answers.
/// Source: docs/wire-format.md, UDP section 3.4.
/// </summary>
internal static class Refusal
{
    /// <summary>The key, the token or the lack of one. The client is told <see cref="DisconnectReason.SecurityFailed"/>.</summary>
    public const int Unauthorized = 401;

    /// <summary>The two ends do not speak the same version.</summary>
    public const int WrongVersion = 426;

    /// <summary>Full, refusing, or too many at once.</summary>
    public const int Unavailable = 503;

    /// <summary>The two ends have not the same number of channels.</summary>
    public const int Conflict = 409;

    public const int MaxBytes = FarewellOffset + Farewell.MaxBytes;

    private const int RandomOffset = 1;
    private const int FarewellOffset = RandomOffset + Protocol.RandomBytes;

    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> datagram, ReadOnlySpan<byte> random, int code, string text)
    {
        datagram[0] = DatagramKind.Refusal;
        random.CopyTo(datagram[RandomOffset..]);
        return FarewellOffset + Farewell.Write(datagram[FarewellOffset..], code, text);
    }

    /// <summary>False for anything but an answer to what this client has sent.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> random, out DisconnectInfo info)
    {
        info = default;
        if (datagram.Length is < FarewellOffset or > MaxBytes || datagram[0] != DatagramKind.Refusal) return false;
        if (!datagram.Slice(RandomOffset, Protocol.RandomBytes).SequenceEqual(random)) return false;
        if (!Farewell.TryRead(datagram[FarewellOffset..], out var code, out var text)) return false;
        info = new DisconnectInfo(ReasonOf(code), DisconnectOrigin.Remote, code, text);
        return true;
    }

    /// <summary>What a refusal means, in the words of all carriers.</summary>
    public static DisconnectReason ReasonOf(int code) => code == Unauthorized ? DisconnectReason.SecurityFailed : DisconnectReason.Refused;
}

namespace Transport.LiteNet.Security;

/// <summary>
/// Which numbers of an ascending series have come already. The network may swap and repeat datagrams; what lies more than
/// <see cref="Size"/> behind the newest is too old to tell. As in RFC 4303 section 3.4.3.
/// </summary>
internal sealed class ReplayWindow
{
    public const int Size = 256;

    private const int BitsPerWord = 64;

    private readonly ulong[] _seen = new ulong[Size / BitsPerWord];
    private ulong _next;

    /// <summary>Whether a number is new. It is not noted before <see cref="Note"/>: anybody can write a number.</summary>
    public bool IsNew(ulong number)
    {
        if (number >= _next) return number != ulong.MaxValue;
        return _next - number <= Size && (_seen[Word(number)] & Bit(number)) == 0;
    }

    /// <summary>A number has come, in a datagram that is genuine.</summary>
    public void Note(ulong number)
    {
        if (number >= _next)
        {
            // The places of the numbers between are used again.
            var skipped = number - _next;
            if (skipped >= Size) Array.Clear(_seen, 0, _seen.Length);
            else for (var i = _next; i < number; i++) _seen[Word(i)] &= ~Bit(i);
            _next = number + 1;
        }
        _seen[Word(number)] |= Bit(number);
    }

    private static int Word(ulong number) => (int)(number / BitsPerWord % (Size / BitsPerWord));

    private static ulong Bit(ulong number) => 1UL << (int)(number % BitsPerWord);
}

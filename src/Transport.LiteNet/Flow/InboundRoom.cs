namespace Transport.LiteNet.Flow;

/// <summary>
/// How much of what a peer has sent waits to be taken by the game, and how much the peer was told of it. Who receives takes room, the polling
/// thread gives it back; all else is for who receives. Source: docs/wire-format.md, UDP section 5.2.
/// </summary>
internal sealed class InboundRoom(int maxBytes, int maxPackets)
{
    private long _receivedBytes;
    private long _receivedPackets;
    private long _takenBytes;
    private long _takenPackets;
    private long _announcedBytes;
    private long _announcedPackets;
    private int _unreliableBytes;
    private int _unreliablePackets;
    private int _isAskedFor;

    public uint WindowBytes => (uint)maxBytes;

    public uint WindowPackets => (uint)maxPackets;

    /// <summary>A reliable packet begins. False when the peer was not allowed to send it.</summary>
    public bool TryTake(int bytes)
    {
        var packets = _receivedPackets - Interlocked.Read(ref _takenPackets);
        var isAllowed = packets == 0 || (packets < maxPackets && _receivedBytes - Interlocked.Read(ref _takenBytes) + bytes <= maxBytes);
        if (!isAllowed) return false;
        _receivedPackets++;
        _receivedBytes += bytes;
        return true;
    }

    /// <summary>An unreliable packet is there. False when there is no room: it is dropped.</summary>
    public bool TryTakeUnreliable(int bytes)
    {
        var packets = _receivedPackets - Interlocked.Read(ref _takenPackets) + Volatile.Read(ref _unreliablePackets);
        if (packets >= maxPackets) return false;
        var waiting = _receivedBytes - Interlocked.Read(ref _takenBytes) + Volatile.Read(ref _unreliableBytes);
        if (packets > 0 && waiting + bytes > maxBytes) return false;
        Interlocked.Increment(ref _unreliablePackets);
        Interlocked.Add(ref _unreliableBytes, bytes);
        return true;
    }

    /// <summary>Packets were taken. From any thread. True when the peer should be told.</summary>
    public bool GiveBack(in Share share)
    {
        if (share.UnreliablePackets > 0)
        {
            Interlocked.Add(ref _unreliablePackets, -share.UnreliablePackets);
            Interlocked.Add(ref _unreliableBytes, -share.UnreliableBytes);
        }
        if (share.Packets == 0) return false;
        Interlocked.Add(ref _takenBytes, share.Bytes);
        Interlocked.Add(ref _takenPackets, share.Packets);
        return IsNewsDue;
    }

    /// <summary>The peer has more to send than it may. It is told as soon as there is news for it.</summary>
    public void Ask() => Interlocked.Exchange(ref _isAskedFor, 1);

    /// <summary>
    /// Whether the peer should be told what was taken: when that is half of all it may send, so that not every packet costs a message; and when
    /// it waits and all is taken, since it may have a packet that is larger than the rest.
    /// </summary>
    public bool IsNewsDue
    {
        get
        {
            var packets = Interlocked.Read(ref _takenPackets);
            var news = packets - Interlocked.Read(ref _announcedPackets);
            if (news == 0) return false;
            if (news * 2 >= maxPackets || (Interlocked.Read(ref _takenBytes) - Interlocked.Read(ref _announcedBytes)) * 2 >= maxBytes) return true;
            return Volatile.Read(ref _isAskedFor) == 1 && packets == Interlocked.Read(ref _receivedPackets);
        }
    }

    /// <summary>What to tell the peer; it counts as told.</summary>
    public (long TakenBytes, long TakenPackets) Announce()
    {
        Interlocked.Exchange(ref _isAskedFor, 0);
        // Packets first: who reads in the middle of GiveBack tells too few packets for the bytes, which does no harm.
        var packets = Interlocked.Read(ref _takenPackets);
        var bytes = Interlocked.Read(ref _takenBytes);
        Interlocked.Exchange(ref _announcedPackets, packets);
        Interlocked.Exchange(ref _announcedBytes, bytes);
        return (bytes, packets);
    }

    /// <summary>What one block holds of the room.</summary>
    public struct Share
    {
        public int Bytes;
        public int Packets;
        public int UnreliableBytes;
        public int UnreliablePackets;
    }
}

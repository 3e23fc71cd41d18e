using Transport.Carriers;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// How much a connection may still receive before what it received is taken. The receive loop takes room, the polling thread gives it
/// back; when there is none the loop stops reading, and the flow control of the stream reaches the remote.
/// </summary>
internal sealed class InboundRoom(int maxBytes, int maxPackets) : IMessageBlockOwner
{
    // Only a loop that has found the room full needs it.
    private ActivitySignal? _released;
    private int _bytes;
    private int _packets;

    /// <summary>Whether nothing waits to be taken; then one message may be received that is larger than the queue.</summary>
    public bool IsEmpty => Volatile.Read(ref _packets) == 0;

    /// <summary>Bytes that may be received now.</summary>
    public int Bytes => Math.Max(maxBytes - Volatile.Read(ref _bytes), 0);

    /// <summary>Messages that may be received now.</summary>
    public int Packets => Math.Max(maxPackets - Volatile.Read(ref _packets), 0);

    public void Take(MessageBlock block)
    {
        block.Owner = this;
        Interlocked.Add(ref _bytes, block.PayloadBytes);
        Interlocked.Add(ref _packets, block.Count);
    }

    public void Released(MessageBlock block) => GiveBack(block.PayloadBytes, block.Count);

    public void GiveBack(int bytes, int packets)
    {
        var bytesLeft = Interlocked.Add(ref _bytes, -bytes);
        var packetsLeft = Interlocked.Add(ref _packets, -packets);
        if (HasRoomAgain(bytesLeft, packetsLeft)) Volatile.Read(ref _released)?.Set();
    }

    /// <summary>Completes when there is more room, maybe. The receive loop waits here, nobody else.</summary>
    public ValueTask WaitAsync()
    {
        var released = Released();
        // What was given back before there was a signal has set none.
        if (HasRoomAgain(Volatile.Read(ref _bytes), Volatile.Read(ref _packets))) released.Set();
        return released.WaitAsync(CancellationToken.None);
    }

    /// <summary>Ends the wait: there is something else to look at.</summary>
    public void Wake() => Released().Set();

    // Waking the loop for each block would cost a hand-over each; half a queue is enough to go on with.
    private bool HasRoomAgain(int bytes, int packets) => packets <= maxPackets / 2 && bytes <= maxBytes / 2;

    // An interlocked exchange, so that whoever gives back sees the signal, or the loop what was given back.
    private ActivitySignal Released()
    {
        if (Volatile.Read(ref _released) is { } released) return released;
        released = new ActivitySignal(continueElsewhere: true);
        return Interlocked.CompareExchange(ref _released, released, null) ?? released;
    }
}

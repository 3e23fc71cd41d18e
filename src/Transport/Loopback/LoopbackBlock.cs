using System.Buffers;
using Transport.Carriers;

namespace Transport.Loopback;

/// <summary>Copies of packets that one end queued, in pooled memory. Filled under the gate of its link, then read by the receiver.</summary>
internal sealed class LoopbackBlock(LoopbackEnd owner) : PacketBlock
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxPackets = 256;
    private const int FirstBytes = 512;
    private const int FirstPackets = 16;

    private byte[] _bytes = [];
    private Header[] _headers = [];
    private int _used;
    private int _count;

    public override int Count => _count;

    public override int PayloadBytes => _used;

    public override Packet this[int index]
    {
        get
        {
            var header = _headers[index];
            var start = index == 0 ? 0 : _headers[index - 1].End;
            return new Packet(Sender, _bytes.AsMemory(start, header.End - start), header.Mode, header.Channel);
        }
    }

    /// <summary>False when the block is full. One packet of any size fits into an empty block.</summary>
    /// <param name="payload">Copied.</param>
    /// <param name="mode">The packet's mode.</param>
    /// <param name="channel">The packet's channel.</param>
    /// <param name="receiver">Its inbound queue has to hold the block as a whole.</param>
    public bool TryAdd(ReadOnlySpan<byte> payload, TransferMode mode, int channel, LoopbackLimits receiver)
    {
        if (_count >= Math.Min(MaxPackets, receiver.InboundPackets)) return false;
        if (_count > 0 && payload.Length > Math.Min(MaxBytes, receiver.InboundBytes) - _used) return false;
        Grow(ref _bytes, _used, _used + payload.Length, FirstBytes);
        Grow(ref _headers, _count, _count + 1, FirstPackets);
        payload.CopyTo(_bytes.AsSpan(_used));
        _used += payload.Length;
        _headers[_count++] = new Header(_used, mode, channel);
        return true;
    }

    /// <summary>Gives the memory back; the block can be filled again.</summary>
    public void Clear()
    {
        Return(ref _bytes);
        Return(ref _headers);
        _used = _count = 0;
    }

    public override void Release() => owner.Released(this);

    private static void Grow<T>(ref T[] array, int used, int needed, int first)
    {
        if (array.Length >= needed) return;
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, Math.Max(first, used * 2)));
        array.AsSpan(0, used).CopyTo(larger);
        Return(ref array);
        array = larger;
    }

    private static void Return<T>(ref T[] array)
    {
        if (array.Length > 0) ArrayPool<T>.Shared.Return(array);
        array = [];
    }

    private readonly struct Header(int end, TransferMode mode, int channel)
    {
        public int End { get; } = end;

        public TransferMode Mode { get; } = mode;

        public int Channel { get; } = channel;
    }
}

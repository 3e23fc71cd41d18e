using System.Buffers;
using Transport.Carriers;

namespace Transport.LiteNet.Flow;

/// <summary>
/// Packets of one peer that came in one go, as slices of a pooled buffer. LiteNetLib's own buffers are given back to it at once: they are far
/// larger than most packets. Filled by who receives, then read by the polling thread, then back in its pool.
/// </summary>
internal sealed class InboundBlock(InboundBlockPool pool) : PacketBlock
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxPackets = 256;
    private const int FirstBytes = 512;
    private const int FirstPackets = 8;

    private byte[] _bytes = [];
    private Slice[] _slices = new Slice[FirstPackets];
    private int _used;
    private int _count;
    private InboundRoom.Share _share;

    /// <summary>Told what room the block gives back.</summary>
    public IBlockOwner? Owner { get; set; }

    public override int Count => _count;

    public override int PayloadBytes => _used;

    public override Packet this[int index]
    {
        get
        {
            var slice = _slices[index];
            var start = index == 0 ? 0 : _slices[index - 1].End;
            return new Packet(Sender, _bytes.AsMemory(start, slice.End - start), slice.Mode, slice.Channel);
        }
    }

    /// <summary>False when the block is full; one packet of any size fits into an empty block.</summary>
    public bool TryAdd(ReadOnlySpan<byte> payload, TransferMode mode, int channel)
    {
        if (_count == MaxPackets || (_count > 0 && _used + payload.Length > MaxBytes)) return false;
        if (_bytes.Length < _used + payload.Length) Grow(_used + payload.Length);
        payload.CopyTo(_bytes.AsSpan(_used));
        Note(payload.Length, mode, channel);
        return true;
    }

    /// <summary>Makes a buffer of the pool the block's own, with one reliable packet at its beginning. The block is empty before.</summary>
    public void Adopt(byte[] buffer, int length, int channel)
    {
        _bytes = buffer;
        Note(length, TransferMode.Reliable, channel);
    }

    public override void Release()
    {
        var (owner, share) = (Owner, _share);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _used = _count = 0;
        _share = default;
        Owner = null;
        pool.Return(this);
        owner?.Released(share);
    }

    private void Note(int length, TransferMode mode, int channel)
    {
        if (_count == _slices.Length) Array.Resize(ref _slices, _count * 2);
        _used += length;
        _slices[_count++] = new Slice(_used, mode, channel);
        if (mode == TransferMode.Reliable)
        {
            _share.Packets++;
            _share.Bytes += length;
        }
        else
        {
            _share.UnreliablePackets++;
            _share.UnreliableBytes += length;
        }
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(FirstBytes, _bytes.Length * 2)));
        _bytes.AsSpan(0, _used).CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private readonly struct Slice(int end, TransferMode mode, int channel)
    {
        public int End { get; } = end;

        public TransferMode Mode { get; } = mode;

        public int Channel { get; } = channel;
    }
}

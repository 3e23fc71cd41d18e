using System.Buffers;
using Transport.Carriers;

namespace Transport.Testing.Simulation;

/// <summary>The copy of one packet, from its setting out until it was taken. Used again.</summary>
internal sealed class SimulatedPacket(PacketPool pool) : PacketBlock
{
    // Larger ones go back to the shared pool: a peer that once got a few large packets shall not keep their memory.
    private const int MostBytesKept = 2048;
    private const int FewestBytes = 128;

    private byte[] _bytes = [];
    private int _length;
    private int _channel;

    public override int Count => 1;

    public override int PayloadBytes => _length;

    public override Packet this[int index] => new(Sender, _bytes.AsMemory(0, _length), Mode, _channel);

    /// <summary>The way it is on.</summary>
    public Lane Lane { get; private set; } = null!;

    public TransferMode Mode { get; private set; }

    /// <summary>Its channel, where that matters to its order.</summary>
    public ChannelTraffic? Traffic { get; private set; }

    public long Sequence { get; private set; }

    public void Fill(in Packet packet, Lane lane)
    {
        Sender = packet.Sender;
        Lane = lane;
        Mode = packet.Mode;
        _channel = packet.Channel;
        _length = packet.Payload.Length;
        if (_bytes.Length < _length)
        {
            GiveBack();
            _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(_length, FewestBytes));
        }
        packet.Payload.CopyTo(_bytes);
    }

    public void SetOut(ChannelTraffic? traffic, long sequence)
    {
        Traffic = traffic;
        Sequence = sequence;
    }

    public override void Release() => pool.Release(this);

    /// <summary>It can be filled again.</summary>
    public void Clear()
    {
        Lane = null!;
        Traffic = null;
        Sequence = 0;
        if (_bytes.Length > MostBytesKept) GiveBack();
    }

    private void GiveBack()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}

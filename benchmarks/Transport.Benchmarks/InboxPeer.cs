using Transport.Carriers;

namespace Transport.Benchmarks;

/// <summary>A server with one peer and no network: what a benchmark posts is what it receives.</summary>
internal sealed class InboxPeer : MultiplayerPeer
{
    private const int OnlyPeer = 2;

    private PeerInbox? _inbox;

    public override string Carrier => "none";

    public override int MaxPacketSize(TransferMode mode) => int.MaxValue;

    public void Start()
    {
        _inbox = StartServer();
        _inbox.PeerConnected(OnlyPeer);
        Poll();
    }

    public void Post(PacketBlock block)
    {
        block.Sender = OnlyPeer;
        _inbox!.Packets(block);
    }

    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver) => true;

    protected override void FlushCore()
    {
    }

    protected override void DisconnectPeerCore(int id, int code, string reason, bool force)
    {
    }

    protected override void CloseCore(int code, string reason, bool force)
    {
    }

    protected override PeerStatistics GetStatisticsCore(int id) => default;
}

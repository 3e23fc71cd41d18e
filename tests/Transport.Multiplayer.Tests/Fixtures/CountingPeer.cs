using Transport.Carriers;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A carrier that goes nowhere: a server whose peers a test brings and takes, and which keeps the targets of what is sent.</summary>
internal sealed class CountingPeer : MultiplayerPeer
{
    private PeerInbox _inbox = null!;

    public override string Carrier => "counting";

    /// <summary>Where the sends went since the last time this was cleared.</summary>
    public List<int> Targets { get; } = [];

    public void CreateServer() => _inbox = StartServer();

    public void Connect(int id) => _inbox.PeerConnected(id);

    public void Disconnect(int id) =>
        _inbox.PeerDisconnected(id, new DisconnectInfo(DisconnectReason.ConnectionLost, DisconnectOrigin.Network));

    public void Receive(int id, string recorded) => _inbox.Packets(new OnePacket(id, Bytes.Of(recorded)));

    public override int MaxPacketSize(TransferMode mode) => mode == TransferMode.Reliable ? 1000 : 100;

    public override int MaxChannel => 3;

    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        Targets.Add(target);
        return true;
    }

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

    private sealed class OnePacket : PacketBlock
    {
        private readonly byte[] _payload;

        public OnePacket(int sender, byte[] payload)
        {
            Sender = sender;
            _payload = payload;
        }

        public override int Count => 1;

        public override int PayloadBytes => _payload.Length;

        public override Packet this[int index] => new(Sender, _payload, Mode, Channel);

        public TransferMode Mode { get; init; } = TransferMode.Unreliable;

        public int Channel { get; init; } = 5;

        public override void Release()
        {
        }
    }
}

using System.Net;
using LiteNetLib;
using Transport.Carriers;
using Transport.LiteNet.Flow;
using Transport.LiteNet.Security;

namespace Transport.LiteNet.Endpoints;

/// <summary>
/// One end of one connection, over a peer of LiteNetLib's. What the game's thread may call says so; all else is under the endpoint's gate.
/// </summary>
internal sealed partial class Connection : IBlockOwner
{
    private readonly Endpoint _endpoint;
    private readonly LiteNetMultiplayerPeerOptions _options;
    private readonly OutboundQueue _outbound;
    private readonly InboundRoom _room;
    private readonly SendCredit _credit = new();
    private Phase _phase;
    private TimeSpan _deadline = TimeSpan.MaxValue;
    private int _isUnsent;
    private EndRequest? _request;

    /// <param name="endpoint">What it belongs to.</param>
    /// <param name="options">Of the session.</param>
    /// <param name="inbox">Of the session.</param>
    /// <param name="remote">The other end.</param>
    public Connection(Endpoint endpoint, LiteNetMultiplayerPeerOptions options, PeerInbox inbox, IPEndPoint remote)
    {
        _endpoint = endpoint;
        _options = options;
        Inbox = inbox;
        RemoteEndPoint = new IPEndPoint(remote.Address, remote.Port);
        _outbound = new OutboundQueue(options);
        _room = new InboundRoom(options.InboundQueueBytes, options.InboundQueuePackets);
        _assemblies = new PacketAssembly?[options.ChannelsCount];
    }

    public PeerInbox Inbox { get; }

    public IPEndPoint RemoteEndPoint { get; }

    /// <summary>Whether this end is the client.</summary>
    public bool IsClient { get; init; }

    /// <summary>The server's session; null on a client.</summary>
    public ServerSession? Session { get; init; }

    /// <summary>What tells a repeated connect request from another one.</summary>
    public long ConnectTime { get; init; }

    /// <summary>Encrypts and decrypts; null for plain UDP.</summary>
    public SealedLink? Seal { get; init; }

    /// <summary>What the issuer of a client's token has to say of it.</summary>
    public byte[] UserData { get; init; } = [];

    /// <summary>LiteNetLib's peer, as soon as there is one.</summary>
    public NetPeer? Peer { get; private set; }

    /// <summary>The peer's id in this end's session; 0 while it has none.</summary>
    public int PeerId { get; set; }

    /// <summary>The latest measured round trip; from any thread.</summary>
    public TimeSpan? RoundTripTime
    {
        get
        {
            var ticks = Interlocked.Read(ref _roundTripTicks);
            return ticks < 0 ? null : new TimeSpan(ticks);
        }
        set => Interlocked.Exchange(ref _roundTripTicks, value?.Ticks ?? -1);
    }

    public bool IsJoining => _phase == Phase.Joining;

    /// <summary>Whether the times of this connection have to be looked at.</summary>
    public bool IsPassing => _phase != Phase.Open;

    public bool IsGone => _phase == Phase.Gone;

    /// <summary>Whether the endpoint looks at them.</summary>
    public bool IsWatched { get; set; }

    public void Attach(NetPeer peer)
    {
        Peer = peer;
        peer.Tag = this;
    }

    /// <summary>The game's thread wants an end. The first request counts, but a cut always does.</summary>
    public void Request(EndRequest request)
    {
        if (request.Kind == EndKind.Cut) Interlocked.Exchange(ref _request, request);
        else Interlocked.CompareExchange(ref _request, request, null);
        _outbound.Seal(drop: request.Kind != EndKind.Close);
        MarkUnsent();
    }

    /// <summary>What was counted; from the game's thread.</summary>
    public PeerStatistics GetStatistics() => _outbound.Fill(new PeerStatistics
    {
        RoundTripTime = RoundTripTime,
        PacketsReceived = Interlocked.Read(ref _packetsReceived),
        BytesReceived = Interlocked.Read(ref _bytesReceived),
    });

    // From any thread.
    private void MarkUnsent()
    {
        if (Interlocked.Exchange(ref _isUnsent, 1) == 0) _endpoint.AddUnsent(this);
    }

    void IBlockOwner.Released(in InboundRoom.Share share)
    {
        if (_room.GiveBack(share)) MarkUnsent();
    }
}

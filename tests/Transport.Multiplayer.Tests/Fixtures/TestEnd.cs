using Microsoft.Extensions.Logging;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>One end of a session: peer, api and mostly a registered board, and the events of the api, one line each.</summary>
internal sealed class TestEnd : IDisposable
{
    public TestEnd(MultiplayerApiOptions options, TimeProvider time, ILogger? logger, bool hasBoard = true)
    {
        Peer = new LoopbackMultiplayerPeer(timeProvider: time);
        Peer.PeerConnected += _ => Id = Peer.UniqueId;
        Api = new MultiplayerApi(Peer, options, time, logger);
        if (hasBoard) Binding = Api.Register(TestSession.BoardPath, Board);
        Record();
    }

    public LoopbackMultiplayerPeer Peer { get; }

    public MultiplayerApi Api { get; }

    public Board Board { get; } = new();

    /// <summary>Of the board; an end with Godot's encoding has none.</summary>
    public RpcBinding Binding { get; } = null!;

    /// <summary>The id of the session, or of the last one.</summary>
    public int Id { get; private set; } = MultiplayerPeer.TargetPeerServer;

    public List<string> Events { get; } = [];

    public List<CallFailure> Failures { get; } = [];

    public List<MethodMismatch> Mismatches { get; } = [];

    public void Dispose()
    {
        Api.Dispose();
        Peer.Dispose();
    }

    private void Record()
    {
        Api.PeerConnected += id => Events.Add($"PeerConnected {id}");
        Api.PeerDisconnected += (id, info) => Events.Add($"PeerDisconnected {id} {info.Reason}");
        Api.ConnectedToServer += () => Events.Add("ConnectedToServer");
        Api.ConnectionFailed += info => Events.Add($"ConnectionFailed {info.Reason}");
        Api.ServerDisconnected += info => Events.Add($"ServerDisconnected {info.Reason}");
        Api.PeerAuthenticating += id => Events.Add($"PeerAuthenticating {id}");
        Api.PeerAuthenticationFailed += (id, info) => Events.Add($"PeerAuthenticationFailed {id} {info.Reason}");
        Api.PeerPacket += (id, bytes) => Events.Add($"PeerPacket {id} {Convert.ToHexString(bytes.Span)}");
        Api.ReplicationPacket += (id, bytes) => Events.Add($"ReplicationPacket {id} {Convert.ToHexString(bytes.Span)}");
        Api.BudgetExceeded += (id, kind) => Events.Add($"BudgetExceeded {id} {kind}");
        Api.CallFailed += Failures.Add;
        Api.MethodsDiffer += Mismatches.Add;
    }
}

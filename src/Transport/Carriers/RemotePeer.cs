namespace Transport.Carriers;

/// <summary>A peer between its PeerConnected and its PeerDisconnected. Owned by the polling thread.</summary>
internal sealed class RemotePeer(int id)
{
    public int Id { get; } = id;

    /// <summary>Blocks with packets that TryReceive has not taken yet; PeerDisconnected waits for them.</summary>
    public int UnreadBlocks { get; set; }

    /// <summary>Set as soon as the peer is known to be gone.</summary>
    public DisconnectInfo? Leaving { get; set; }
}

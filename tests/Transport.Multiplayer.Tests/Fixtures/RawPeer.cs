namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A peer without an api: a test writes its packets byte by byte, and reads what comes.</summary>
internal sealed class RawPeer : IDisposable
{
    public RawPeer(TimeProvider time)
    {
        Peer = new LoopbackMultiplayerPeer(timeProvider: time);
        Peer.PeerConnected += _ => Id = Peer.UniqueId;
    }

    public LoopbackMultiplayerPeer Peer { get; }

    /// <summary>The id of the session, or of the last one.</summary>
    public int Id { get; private set; }

    public void Send(string recorded, int target = 1, TransferMode mode = TransferMode.Reliable, int channel = 0) =>
        Peer.Send(Bytes.Of(recorded), target, mode, channel);

    /// <summary>What has come since the last time, in hexadecimal digits.</summary>
    public List<string> Take()
    {
        var taken = new List<string>();
        Peer.Poll();
        while (Peer.TryReceive(out var packet)) taken.Add(Bytes.Text(packet.Payload.Span));
        return taken;
    }

    /// <summary>Takes what has come, and lets it go.</summary>
    public void Settle() => Take();

    public void Dispose() => Peer.Dispose();
}

namespace Transport.LoadTest.Contenders.Peers;

/// <summary>The loop around a peer that the documents recommend: wait for activity, take a turn. Others get in between by the gate.</summary>
internal static class PeerLoop
{
    /// <returns>Completes when the peer is disconnected, behind a turn.</returns>
    public static async Task RunAsync(MultiplayerPeer peer, Lock gate, Action turn)
    {
        while (peer.Status != ConnectionStatus.Disconnected)
        {
            await WaitAsync(peer, gate);
            lock (gate) turn();
        }
    }

    // To wait is to flush as well, so nobody may send meanwhile.
    private static ValueTask WaitAsync(MultiplayerPeer peer, Lock gate)
    {
        lock (gate) return peer.WaitForActivityAsync();
    }
}

namespace Transport;

/// <summary>
/// A session of one: this end is the server, nobody else is there, and what is sent goes nowhere. For single-player games that
/// share their code with multiplayer ones. Source: Godot <c>OfflineMultiplayerPeer</c>.
/// </summary>
/// <remarks>Connected from the start, as in Godot. After <see cref="MultiplayerPeer.Close"/> it is started again with <see cref="CreateServer"/>.</remarks>
public sealed class OfflineMultiplayerPeer : MultiplayerPeer
{
    /// <summary>A peer that is connected, with the id 1.</summary>
    public OfflineMultiplayerPeer() => CreateServer();

    /// <inheritdoc/>
    public override string Carrier => "offline";

    /// <summary>Starts the session again after a close.</summary>
    /// <exception cref="InvalidOperationException">The peer is not closed.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CreateServer() => StartServer();

    /// <summary>No limit: nothing is sent.</summary>
    public override int MaxPacketSize(TransferMode mode) => int.MaxValue;

    /// <inheritdoc/>
    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver) => true;

    /// <inheritdoc/>
    protected override void FlushCore()
    {
    }

    /// <inheritdoc/>
    protected override void DisconnectPeerCore(int id, int code, string reason, bool force)
    {
    }

    /// <inheritdoc/>
    protected override void CloseCore(int code, string reason, bool force)
    {
    }

    /// <inheritdoc/>
    protected override PeerStatistics GetStatisticsCore(int id) => default;
}

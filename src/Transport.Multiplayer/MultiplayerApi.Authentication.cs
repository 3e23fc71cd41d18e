namespace Transport.Multiplayer;

// Peers show who they are before they are let in.
public sealed partial class MultiplayerApi
{
    /// <summary>
    /// Looks at the data that a peer sends to authenticate: the peer's id, and the data, valid until it returns. When there is one, every peer
    /// that connects has to authenticate first; both ends need one, or the other end times out. It answers with <see cref="SendAuth"/>,
    /// <see cref="CompleteAuth"/> or <see cref="DisconnectPeer"/>, at once or later. When it throws, the peer is not let in. Default null.
    /// Source: Godot <c>auth_callback</c>.
    /// </summary>
    public Action<int, ReadOnlyMemory<byte>>? AuthCallback
    {
        get => _admission.Callback;
        set => _admission.Callback = value;
    }

    /// <summary>How long an authentication may take; zero for ever. Default 3 s. Source: Godot <c>auth_timeout</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative time.</exception>
    public TimeSpan AuthTimeout
    {
        get => _admission.Timeout;
        set => _admission.Timeout = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A time is not negative.");
    }

    /// <summary>The peers that authenticate now. A live view. Source: Godot <c>get_authenticating_peers</c>.</summary>
    public IReadOnlyCollection<int> AuthenticatingPeers => _admission.Authenticating;

    /// <summary>Sends data to a peer's <see cref="AuthCallback"/>. Source: Godot <c>send_auth</c>.</summary>
    /// <param name="id">A peer that authenticates.</param>
    /// <param name="data">At least one byte.</param>
    /// <exception cref="ArgumentException">The peer does not authenticate, or no data or too much.</exception>
    /// <exception cref="InvalidOperationException">The session is not connected, or one of the two ends has completed it.</exception>
    /// <exception cref="ObjectDisposedException">The api or its peer is disposed.</exception>
    public void SendAuth(int id, ReadOnlySpan<byte> data)
    {
        ThrowIfDisposed();
        _admission.SendAuth(id, data);
    }

    /// <summary>
    /// This end is satisfied with a peer. The peer is in the session once it has said the same of this end. Source: Godot <c>complete_auth</c>.
    /// </summary>
    /// <param name="id">A peer that authenticates.</param>
    /// <exception cref="ArgumentException">The peer does not authenticate.</exception>
    /// <exception cref="InvalidOperationException">The session is not connected, or this end has said so already.</exception>
    /// <exception cref="ObjectDisposedException">The api or its peer is disposed.</exception>
    public void CompleteAuth(int id)
    {
        ThrowIfDisposed();
        _admission.CompleteAuth(id);
    }
}

using System.Text;
using Transport.Carriers;

namespace Transport;

// What a carrier provides, and what it is given.
public abstract partial class MultiplayerPeer
{
    /// <summary>A server starts: the status becomes Connected and the id 1.</summary>
    /// <returns>Where the carrier posts what happens in this session.</returns>
    /// <exception cref="InvalidOperationException">The peer is already started.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    protected PeerInbox StartServer() => Start(ConnectionStatus.Connected, TargetPeerServer);

    /// <summary>A client starts: the status becomes Connecting, until <see cref="PeerInbox.ConnectedToServer"/>.</summary>
    /// <inheritdoc cref="StartServer"/>
    protected PeerInbox StartClient() => Start(ConnectionStatus.Connecting, uniqueId: 0);

    /// <summary>Whether the peer can be started now; throws if not. A carrier calls it before it takes anything.</summary>
    /// <exception cref="InvalidOperationException">The peer is already started.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    protected void ThrowIfStarted()
    {
        ThrowIfDisposed();
        if (Status != ConnectionStatus.Disconnected)
            throw new InvalidOperationException($"The peer is {Status}. Close it before it is started again.");
    }

    /// <summary>
    /// Queues a packet whose arguments were checked. A peer that is known to be gone, but not yet told gone, is passed over.
    /// </summary>
    /// <param name="payload">To be copied.</param>
    /// <param name="target">0, a connected peer's id, or the negative of any id.</param>
    /// <param name="mode">How it travels.</param>
    /// <param name="channel">0 to <see cref="MaxChannel"/>.</param>
    /// <param name="mustDeliver">Whether a peer without room is disconnected as a slow consumer, or just left out.</param>
    /// <returns>False when a target had no room or is known to be gone.</returns>
    protected abstract bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver);

    /// <summary>Starts to write what is queued, from this thread. Never blocks, and costs next to nothing when nothing is queued.</summary>
    protected abstract void FlushCore();

    /// <summary>For a carrier that does its work only when it is polled; most work in the background and leave it empty.</summary>
    protected virtual void PollCore()
    {
    }

    /// <summary>
    /// The caller is about to wait for activity, and there is none yet. For a carrier that does its work only when it is polled: from now on it
    /// has to call <see cref="PeerInbox.Wake"/> when a Poll would find something; at once when that is so already.
    /// </summary>
    protected internal virtual void WaitCore()
    {
    }

    /// <summary>
    /// A peer is about to be told connected. From now on <see cref="SendCore"/> names it, and what is sent to everyone is for it as well; not
    /// before. On the polling thread.
    /// </summary>
    protected virtual void PeerJoined(int id)
    {
    }

    /// <summary>A peer is not named again; its PeerDisconnected is raised later. On the polling thread.</summary>
    protected virtual void PeerLeft(int id)
    {
    }

    /// <summary>Starts to disconnect one peer, as <see cref="DisconnectPeer"/> says. The arguments were checked.</summary>
    protected abstract void DisconnectPeerCore(int id, int code, string reason, bool force);

    /// <summary>Starts to end the session, as <see cref="Close"/> says. The arguments were checked.</summary>
    protected abstract void CloseCore(int code, string reason, bool force);

    /// <summary>
    /// The session is over, whoever ended it: what the carrier holds for it is to be released. Comes after <see cref="CloseCore"/>, or alone
    /// when a client lost its server or a server failed. On the polling thread, before the events that tell of it.
    /// </summary>
    protected virtual void SessionEnded()
    {
    }

    /// <summary>Completes when all that earlier closes left behind in the background is done.</summary>
    protected virtual ValueTask LingerAsync(CancellationToken cancellationToken) => default;

    /// <summary>The counts of a connected peer; default for one that is known to be gone.</summary>
    protected abstract PeerStatistics GetStatisticsCore(int id);

    /// <summary>Throws for a code that must not be sent, or a reason that is too long.</summary>
    /// <exception cref="ArgumentException">One of the two.</exception>
    protected static void CheckClose(int code, string reason)
    {
        if (!CloseCode.CanBeSent(code))
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000 to 1011, without 1004 to 1006, or 3000 to 4999.");
        if (reason is null) throw new ArgumentNullException(nameof(reason));
        var bytes = Encoding.UTF8.GetByteCount(reason);
        if (bytes > CloseCode.MaxReasonBytes)
            throw new ArgumentException($"A close reason has at most {CloseCode.MaxReasonBytes} bytes of UTF-8; this one has {bytes}.", nameof(reason));
    }

    /// <summary>Throws when the peer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is.</exception>
    protected void ThrowIfDisposed()
    {
        if (_isDisposed) throw new ObjectDisposedException(GetType().Name);
    }

    private PeerInbox Start(ConnectionStatus status, int uniqueId)
    {
        ThrowIfStarted();
        Status = status;
        UniqueId = uniqueId;
        return _inbox = new PeerInbox(Activity);
    }

    private void ThrowIfNotConnected()
    {
        ThrowIfDisposed();
        if (Status != ConnectionStatus.Connected) throw NotConnected();
    }

    private InvalidOperationException NotConnected() => new($"The peer is {Status}; this needs a Connected one.");
}

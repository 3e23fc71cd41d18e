using Transport.AspNetCore.Sessions;
using Transport.Multiplayer;
using Transport.WebSockets;

namespace Transport.AspNetCore;

/// <summary>
/// One session of a game: a match, a table, a lobby. A game derives from it; the host makes one for each value of the route, when somebody first
/// joins, and ends it when it has been empty for a while.
/// </summary>
/// <remarks>
/// <para><b>Making.</b> The class is made by dependency injection, in a scope that lives as long as the session: by its registration where there is
/// one (transient or scoped), else by its constructor. The members of this class work from <see cref="OnCreatingAsync"/> on.</para>
/// <para><b>Threads.</b> Everything of a session happens one after another, on its loop: events, calls, ticks, the methods that are
/// overridden here, and what is given to <see cref="InvokeAsync(Action)"/>. An await in them comes back to the loop. Nothing may block it.</para>
/// <para><b>Errors.</b> What the game's code throws is logged and counted, and hurts no other session; it ends this one only when
/// <see cref="MultiplayerOptions.EndsSessionOnError"/> says so.</para>
/// </remarks>
public abstract class MultiplayerSession
{
    private SessionLoop? _loop;

    /// <summary>The value of the route that this session is found by.</summary>
    public string Name => Loop.Name;

    /// <summary>The session: who is in it, calls and bytes. The loop polls it. To be used on the loop only.</summary>
    public MultiplayerApi Api => Loop.Api;

    /// <summary>The carrier below: statistics, and what a carrier has of its own. To be used on the loop only.</summary>
    public MultiplayerPeer Peer => Loop.Peer;

    /// <summary>The services of the session's scope.</summary>
    public IServiceProvider Services => Loop.Services;

    /// <summary>How many peers there are. From any thread.</summary>
    public int PeerCount => Loop.PeerCount;

    /// <summary>Cancelled when the session ends, before its peers are closed. From any thread.</summary>
    public CancellationToken Ending => Loop.Ending;

    private SessionLoop Loop =>
        _loop ?? throw new InvalidOperationException("The session was not made by the host, or is still in its constructor.");

    /// <summary>
    /// Who a peer is: until its PeerDisconnected was raised. Null for an id that is not known, and for a peer that came over another
    /// carrier.
    /// </summary>
    public PeerContext? FindPeer(int id) => Loop.FindPeer(id);

    /// <summary>
    /// Ends the session: peers are told code and reason after what was sent to them. From any thread; a second time it does nothing.
    /// </summary>
    /// <param name="code">One that <see cref="CloseCode.CanBeSent"/>. Default 1000.</param>
    /// <param name="reason">At most <see cref="CloseCode.MaxReasonBytes"/> bytes of UTF-8. Default empty.</param>
    /// <exception cref="ArgumentException">A code that must not be sent, or too long a reason.</exception>
    public void End(int code = CloseCode.Normal, string reason = "") => Loop.End(code, reason);

    /// <summary>Runs something on the session's loop; at once when called from there. From any thread.</summary>
    /// <returns>Completes when it has run; with its exception when it threw, or <see cref="InvalidOperationException"/> when the session is over.</returns>
    public Task InvokeAsync(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Loop.Thread.InvokeAsync(() =>
        {
            action();
            return Task.FromResult(true);
        });
    }

    /// <summary>Runs something on the session's loop, and hands its result back.</summary>
    /// <inheritdoc cref="InvokeAsync(Action)"/>
    public Task<T> InvokeAsync<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Loop.Thread.InvokeAsync(() => Task.FromResult(function()));
    }

    /// <summary>Runs something on the session's loop that may wait; the loop goes on meanwhile.</summary>
    /// <inheritdoc cref="InvokeAsync(Action)"/>
    public Task InvokeAsync(Func<Task> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Loop.Thread.InvokeAsync(async () =>
        {
            await function().ConfigureAwait(true);
            return true;
        });
    }

    /// <summary>
    /// The place to add carriers to the session, beside the WebSockets of the endpoint: UDP for instance. By default none. The limits of
    /// <see cref="MultiplayerOptions"/> hold for their peers as well; who they are the endpoint does not know, so <see cref="FindPeer"/> does not.
    /// </summary>
    /// <param name="carriers">To be used until this returns.</param>
    protected internal virtual void AddCarriers(SessionCarriers carriers)
    {
    }

    /// <summary>
    /// Starts the session's server: by default WebSockets, and what <see cref="AddCarriers"/> adds. Override it to have another peer around it, such
    /// as one that makes a bad network.
    /// </summary>
    /// <param name="webSockets">
    /// The peer that gets the clients of the endpoint. To be started with <see cref="WebSocketMultiplayerPeer.CreateStreamServer"/>.
    /// </param>
    /// <returns>A started server, of which <paramref name="webSockets"/> is a part. It is disposed with the session.</returns>
    protected internal virtual MultiplayerPeer StartServer(WebSocketMultiplayerPeer webSockets)
    {
        ArgumentNullException.ThrowIfNull(webSockets);
        return Loop.StartServer(webSockets);
    }

    /// <summary>
    /// The session is made, since somebody asks for it, and nobody is in it yet: the place to subscribe to events, to load what is needed, and to
    /// say no. Before anything else of the session runs. Whoever else asks meanwhile waits, and is asked about in turn after a refusal.
    /// </summary>
    /// <param name="request">The first one.</param>
    /// <param name="cancellationToken">The time for it is over, or the host goes down.</param>
    /// <returns>Null to let the session be, or why not; then it is disposed. An exception is answered 500.</returns>
    protected internal virtual ValueTask<JoinRefusal?> OnCreatingAsync(JoinRequest request, CancellationToken cancellationToken) => default;

    /// <summary>Somebody wants to join, the first one included, and has a place. PeerConnected follows when it is let in.</summary>
    /// <param name="request">Who; the peer's id is known.</param>
    /// <param name="cancellationToken">The time for it is over, or the client has left.</param>
    /// <returns>Null to let the peer in, or why not. An exception is answered 500.</returns>
    protected internal virtual ValueTask<JoinRefusal?> OnJoiningAsync(JoinRequest request, CancellationToken cancellationToken) => default;

    /// <summary>
    /// The time for a tick has come, see <see cref="MultiplayerOptions.TickInterval"/>; after what has arrived. Ticks that were missed are not made up
    /// for.
    /// </summary>
    /// <param name="elapsed">Since the last tick, or since the session began.</param>
    protected internal virtual void OnTick(TimeSpan elapsed)
    {
    }

    /// <summary>
    /// The host goes down: nobody joins any more, those who are there stay until this completes. The place to save, and to tell them.
    /// </summary>
    /// <param name="cancellationToken">The time for it is over; the peers are closed.</param>
    protected internal virtual ValueTask OnShutdownAsync(CancellationToken cancellationToken) => default;

    /// <summary>The session is over, its peers are told gone. Until it completes nobody can begin a new session of this name.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The time for it is over; a new session may begin.</param>
    protected internal virtual ValueTask OnEndedAsync(SessionEndReason reason, CancellationToken cancellationToken) => default;

    internal void Attach(SessionLoop loop)
    {
        if (_loop is not null)
            throw new InvalidOperationException($"{GetType().Name} was handed out twice: register it as transient or scoped, not as a singleton.");
        _loop = loop;
    }
}

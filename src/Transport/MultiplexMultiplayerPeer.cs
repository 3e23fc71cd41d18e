using Microsoft.Extensions.Logging;
using Transport.Multiplex;

namespace Transport;

/// <summary>
/// Several carriers as one peer. A server serves the peers of all its members in one session; a client tries its members one after another
/// and is connected by the first that gets in. Godot has no such peer.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> <see cref="Add"/> members with the way to start each, then call <see cref="CreateServer"/> or <see cref="CreateClient"/>. From
/// then on it is a <see cref="MultiplayerPeer"/> like any other. The ways to start are kept: after an end it is started again in the same way.</para>
/// <para><b>Members.</b> Any peer can be one, decorators too. The multiplex owns it from <see cref="Add"/> on: it polls it, takes its packets, closes
/// it and disposes it. Limits and options are the member's own, and its events are still raised, inside the Poll of the multiplex. Its own Poll
/// and WaitForActivityAsync throw, and it has no packets to take.</para>
/// <para><b>Ids.</b> All members of a server take their ids from the multiplex's <see cref="MultiplayerPeer.PeerIds"/>: an id is unique over all of them, and
/// is the one that the client got from its carrier.</para>
/// <para><b>Threads.</b> One thread at a time uses the multiplex and all its members.</para>
/// </remarks>
public sealed partial class MultiplexMultiplayerPeer : MultiplayerPeer
{
    private readonly MultiplexLimits _limits;
    private readonly TimeProvider _time;

    // The members by the peers of the session that have come over them.
    private readonly Dictionary<int, MultiplayerPeer> _memberOf = [];

    // Replaced, not changed: RefuseNewConnections reads it from any thread.
    private volatile MultiplexMember[] _members = [];

    /// <summary>A peer without members, that is not started.</summary>
    /// <param name="options">Limits and times of its own; null for the defaults.</param>
    /// <param name="timeProvider">The clock of a client's attempts; null for the system's.</param>
    /// <param name="logger">Where it tells of peers, and of members that fail; null for nowhere. The members have their own.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option that makes no sense.</exception>
    public MultiplexMultiplayerPeer(MultiplexOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
        : base(logger)
    {
        _limits = new MultiplexLimits(options ?? new MultiplexOptions());
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// A member could not be started, could no longer serve, or a client did not get in by it; and why. The session goes on with the others:
    /// when none is left, <see cref="MultiplayerPeer.ConnectionFailed"/> follows. Raised inside Poll.
    /// </summary>
    /// <remarks>
    /// The peers of a server's member are told gone before, but for those with packets that are not taken yet. Such a member may be started again
    /// by its own means, and is part of the session again.
    /// </remarks>
    public event Action<MultiplayerPeer, DisconnectInfo>? MemberFailed;

    /// <inheritdoc/>
    public override string Carrier => "multiplex";

    /// <summary>The members, in the order in which they were added.</summary>
    public IReadOnlyList<MultiplayerPeer> Members => Array.ConvertAll(_members, static member => member.Peer);

    /// <summary>
    /// The member by which a client is connected: known inside its PeerConnected, and until the next start. Null before, and on a server.
    /// </summary>
    public MultiplayerPeer? ChosenMember { get; private set; }

    /// <summary>The same for all members: set here, it is passed on, and what was set at a member itself does not count.</summary>
    public override bool RefuseNewConnections
    {
        get => base.RefuseNewConnections;
        set
        {
            base.RefuseNewConnections = value;
            PassRefusalOn();
        }
    }

    private protected override bool IsCounted => false;

    /// <summary>
    /// Adds a member, and the way to start it: <c>server.Add(webSocket, peer =&gt; peer.CreateServer(9080))</c>. A client tries its members in
    /// the order in which they were added.
    /// </summary>
    /// <typeparam name="TPeer">The member's own type, so that the way to start it can name what only this carrier has.</typeparam>
    /// <param name="member">A peer that is not started. Owned by the multiplex from now on: disposed with it.</param>
    /// <param name="start">
    /// Starts the member, as a server or as a client, each time that the multiplex is started so. A client calls it inside Poll as well. What
    /// it throws because of the machine or the network (<see cref="InvalidOperationException"/>, <see cref="IOException"/>,
    /// <see cref="System.Net.Sockets.SocketException"/>, <see cref="PlatformNotSupportedException"/> and the like) makes the member fail; anything
    /// else is a mistake, and goes on to the caller of the start or of Poll.
    /// </param>
    /// <exception cref="ArgumentException">The member is this peer itself, started, or a member already, here or elsewhere.</exception>
    /// <exception cref="ArgumentNullException">No member, or no way to start it.</exception>
    /// <exception cref="InvalidOperationException">The multiplex is started.</exception>
    /// <exception cref="ObjectDisposedException">The multiplex is disposed.</exception>
    public void Add<TPeer>(TPeer member, Action<TPeer> start)
        where TPeer : MultiplayerPeer
    {
        if (member is null) throw new ArgumentNullException(nameof(member));
        if (start is null) throw new ArgumentNullException(nameof(start));
        ThrowIfStarted();
        for (MultiplayerPeer? outer = this; outer is not null; outer = outer.Multiplex)
        {
            if (outer == member) throw new ArgumentException("A multiplex cannot be a member of itself.", nameof(member));
        }
        if (member.Multiplex is not null) throw new ArgumentException("The peer is a member of a multiplex already.", nameof(member));
        if (member.Status != ConnectionStatus.Disconnected)
            throw new ArgumentException($"The peer is {member.Status}. The multiplex starts its members itself.", nameof(member));
        _members = [.. _members, new MultiplexMember(this, member, () => start(member))];
    }

    /// <summary>Takes a member out again. It is the caller's own from now on, and not disposed with the multiplex.</summary>
    /// <exception cref="ArgumentException">It is not a member of this multiplex.</exception>
    /// <exception cref="InvalidOperationException">The multiplex is started.</exception>
    /// <exception cref="ObjectDisposedException">The multiplex is disposed.</exception>
    public void Remove(MultiplayerPeer member)
    {
        ThrowIfStarted();
        var index = Array.FindIndex(_members, entry => entry.Peer == member);
        if (index < 0) throw new ArgumentException("The peer is not a member of this multiplex.", nameof(member));
        _members[index].Detach();
        _members = [.. _members[..index], .. _members[(index + 1)..]];
    }

    /// <summary>The member over which a connected peer has come.</summary>
    /// <param name="id">A peer that is in <see cref="MultiplayerPeer.Peers"/>.</param>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public MultiplayerPeer MemberOf(int id) =>
        _memberOf.TryGetValue(id, out var member) ? member : throw new ArgumentException($"There is no connected peer {id}.", nameof(id));

    /// <summary>The carrier over which a connected peer has come: <c>websocket</c>, <c>loopback</c> or another <see cref="MultiplayerPeer.Carrier"/>.</summary>
    /// <inheritdoc cref="MemberOf"/>
    public string CarrierOf(int id) => MemberOf(id).Carrier;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _failures.Clear();
        foreach (var member in _members) member.Peer.Dispose();
    }
}

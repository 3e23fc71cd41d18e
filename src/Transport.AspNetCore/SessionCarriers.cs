using System.Net;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore;

/// <summary>
/// The carriers of a session that is about to start: the WebSockets of the endpoint, and beside them what the game adds in
/// <see cref="MultiplayerSession.AddCarriers"/>. All their peers are in one session.
/// </summary>
public sealed class SessionCarriers
{
    private readonly MultiplexMultiplayerPeer _all;
    private readonly CarrierPlaces _places;

    internal SessionCarriers(MultiplexMultiplayerPeer all, CarrierPlaces places)
    {
        _all = all;
        _places = places;
    }

    /// <summary>
    /// Adds a carrier, and the way to start it: <c>carriers.Add(udp, peer =&gt; peer.CreateServer(0), (peer, id) =&gt; peer.GetPeerAddress(id))</c>.
    /// One that cannot be started, because its port is in use for instance, is logged (1003), and the session does without it.
    /// </summary>
    /// <typeparam name="TPeer">The carrier's own type, so that the way to start it can name what only this one has.</typeparam>
    /// <param name="peer">Not started, and of no other session. From now on it is the session's: polled, closed and disposed with it.</param>
    /// <param name="start">Starts it as a server; see <see cref="MultiplexMultiplayerPeer.Add"/>.</param>
    /// <param name="addressOf">
    /// Tells the address of one of its peers, for <see cref="MultiplayerOptions.MaxPeersPerAddress"/>: one too many is disconnected with
    /// <see cref="CloseCode.PolicyViolation"/> before the session sees it. Default null: its peers are not limited by their addresses.
    /// </param>
    /// <exception cref="ArgumentException">The peer is started, or a member of a multiplex already.</exception>
    /// <exception cref="InvalidOperationException">The session has started.</exception>
    public void Add<TPeer>(TPeer peer, Action<TPeer> start, Func<TPeer, int, IPAddress?>? addressOf = null)
        where TPeer : MultiplayerPeer
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(start);
        if (_all.Status != ConnectionStatus.Disconnected) throw new InvalidOperationException("The session has started.");
        // Before the multiplex listens: whom it turns away the others never see.
        if (addressOf is not null) _places.Watch(peer, id => addressOf(peer, id));
        _all.Add(peer, start);
    }
}

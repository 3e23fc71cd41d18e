using Microsoft.Extensions.Logging;
using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Session;

/// <summary>
/// Who is in the session. Peers come from the carrier, and on a client from the server's announcements; they may have to authenticate first;
/// a server announces them to each other. Source: Godot <c>SceneMultiplayer</c>, order included.
/// </summary>
internal sealed partial class Admission(
    MultiplayerPeer peer,
    MemberList members,
    PacketSender sender,
    SessionEvents events,
    SessionClock clock,
    MultiplayerApiOptions options,
    ILogger logger)
{
    private readonly PeerBudget?[] _budgets = options.Budgets();
    private readonly int _maxRelayedPeers = options.MaxRelayedPeers;

    // Disconnected by this end, and by the carrier not told gone yet. What is still to be told of each.
    private readonly Dictionary<int, Farewell> _leaving = [];

    private enum Farewell
    {
        /// <summary>Everything was told.</summary>
        None,

        /// <summary>It was a member.</summary>
        PeerDisconnected,

        /// <summary>It was a candidate.</summary>
        AuthenticationFailed,
    }

    /// <summary>Counts the members that have left. Who waits for one looks again when it has changed.</summary>
    public int Departures { get; private set; }

    /// <summary>The carrier has a new peer.</summary>
    public void PeerCame(int id)
    {
        if (Callback is null) Admit(id);
        else BeginAuthentication(id);
    }

    /// <summary>The carrier has lost a peer; on a client that named the server, the session is over.</summary>
    public void PeerWent(int id, DisconnectInfo info)
    {
        try
        {
            if (_leaving.Remove(id, out var farewell))
            {
                sender.OutsiderWent();
                Tell(farewell, id, info);
            }
            else if (_candidates.Remove(id))
            {
                sender.OutsiderWent();
                Tell(Farewell.AuthenticationFailed, id, info);
            }
            else if (members.Find(id) is { } member)
            {
                Remove(member);
                Tell(Farewell.PeerDisconnected, id, info);
            }
        }
        finally
        {
            // A server never has a peer 1.
            if (id == MultiplayerPeer.TargetPeerServer) EndSession(info);
        }
    }

    /// <summary>The server has told of another client.</summary>
    /// <returns>False when that makes no sense.</returns>
    public bool AnnouncedPeerCame(int id)
    {
        if (id <= MultiplayerPeer.TargetPeerServer || id == peer.UniqueId || members.Find(id) is not null) return false;
        if (members.Count > _maxRelayedPeers) return false;
        Add(id);
        return true;
    }

    /// <summary>The server has told that another client is gone.</summary>
    /// <returns>False when that makes no sense.</returns>
    public bool AnnouncedPeerWent(int id)
    {
        if (id == MultiplayerPeer.TargetPeerServer || members.Find(id) is not { } member) return false;
        Remove(member);
        Tell(Farewell.PeerDisconnected, id, new DisconnectInfo(
            DisconnectReason.Closed, DisconnectOrigin.Remote, text: "The server has told that the peer is gone.", isClean: true));
        return true;
    }

    /// <summary>Disconnects a member or a candidate. The next Poll tells it gone.</summary>
    /// <exception cref="ArgumentException">No such peer, or no code or reason for a close.</exception>
    /// <exception cref="InvalidOperationException">The session is not connected.</exception>
    public void Disconnect(int id, int code, string reason)
    {
        // Throws before anything has changed.
        peer.DisconnectPeer(id, code, reason);
        if (_candidates.Remove(id))
        {
            _leaving.Add(id, Farewell.AuthenticationFailed);
        }
        else if (members.Find(id) is { } member)
        {
            Remove(member);
            sender.OutsiderCame();
            _leaving.Add(id, Farewell.PeerDisconnected);
        }
    }

    /// <summary>Forgets everybody, and tells nobody.</summary>
    public void Clear()
    {
        for (var i = 0; i < members.Count; i++) Depart(members[i]);
        members.Clear();
        _candidates.Clear();
        _leaving.Clear();
        sender.Clear();
        // Those that are still connected are nobody any more.
        foreach (var id in peer.Peers)
        {
            _leaving.Add(id, Farewell.None);
            sender.OutsiderCame();
        }
    }

    private void Admit(int id)
    {
        if (peer.IsServer && sender.IsRelaying) Announce(id);
        Add(id);
    }

    private void Add(int id)
    {
        members.Add(new Member(id, new MemberBudget(_budgets)));
        Log.Admitted(logger, id);
        events.RaiseConnected(id);
    }

    // For each peer that is there: it learns of the new one, and the new one of it.
    private void Announce(int id)
    {
        Span<byte> packet = stackalloc byte[SystemPacket.Bytes];
        for (var i = 0; i < members.Count; i++)
        {
            var other = members[i].Id;
            SystemPacket.Write(packet, SystemCommand.AddPeer, id);
            sender.SendDirectly(packet, other, TransferMode.Reliable, channel: 0);
            SystemPacket.Write(packet, SystemCommand.AddPeer, other);
            sender.SendDirectly(packet, id, TransferMode.Reliable, channel: 0);
        }
    }

    private void Remove(Member member)
    {
        members.Remove(member);
        if (peer.IsServer && sender.IsRelaying)
        {
            Span<byte> packet = stackalloc byte[SystemPacket.Bytes];
            SystemPacket.Write(packet, SystemCommand.DelPeer, member.Id);
            for (var i = 0; i < members.Count; i++) sender.SendDirectly(packet, members[i].Id, TransferMode.Reliable, channel: 0);
        }
        Depart(member);
    }

    private void Depart(Member member)
    {
        Departures++;
        member.Leave();
    }

    private void Tell(Farewell farewell, int id, DisconnectInfo info)
    {
        if (farewell == Farewell.PeerDisconnected)
        {
            SessionEvents.Raise(events.PeerDisconnected, id, info);
        }
        else if (farewell == Farewell.AuthenticationFailed)
        {
            MultiplayerMetrics.AuthenticationFailed(info.Reason);
            Log.AuthenticationFailed(logger, id, info);
            SessionEvents.Raise(events.PeerAuthenticationFailed, id, info);
        }
    }

    // As in Godot, the other clients are not told gone one by one: the session that they were in is.
    private void EndSession(DisconnectInfo info)
    {
        Clear();
        SessionEvents.Raise(events.ServerDisconnected, info);
    }
}

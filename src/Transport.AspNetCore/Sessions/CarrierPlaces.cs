using System.Net;

namespace Transport.AspNetCore.Sessions;

/// <summary>
/// The places that a session's peers of other carriers than the endpoint's take among those of their addresses. On the loop, or before and behind
/// it.
/// </summary>
internal sealed class CarrierPlaces(Game game, string session)
{
    private const int RefusalStatus = 429;
    private const string RefusalText = "Too many players from one address.";

    private readonly Dictionary<int, IPAddress> _taken = [];

    /// <summary>Turns away whose address has all its places.</summary>
    public void Watch(MultiplayerPeer peer, Func<int, IPAddress?> addressOf)
    {
        peer.PeerConnected += id =>
        {
            if (addressOf(id) is { } address && !TryTake(id, address)) peer.DisconnectPeer(id, CloseCode.PolicyViolation, RefusalText);
        };
        peer.PeerDisconnected += (id, _) => GiveBack(id);
    }

    /// <summary>Gives all of them back: of whoever was cut.</summary>
    public void Clear()
    {
        foreach (var address in _taken.Values) game.Limits.Addresses.GiveBack(address);
        _taken.Clear();
    }

    private bool TryTake(int id, IPAddress address)
    {
        if (game.Limits.Addresses.TryTake(address))
        {
            _taken.Add(id, address);
            return true;
        }
        game.ReportRefusal(session, new IPEndPoint(address, 0), RefusalStatus, RefusalText);
        return false;
    }

    private void GiveBack(int id)
    {
        if (_taken.Remove(id, out var address)) game.Limits.Addresses.GiveBack(address);
    }
}

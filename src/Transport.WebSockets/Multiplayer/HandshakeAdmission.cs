using System.Net;

namespace Transport.WebSockets.Multiplayer;

/// <summary>How many may knock at once, in all and from one address, and how many may be inside. Thread-safe.</summary>
internal sealed class HandshakeAdmission(WebSocketMultiplayerPeerOptions options)
{
    private readonly object _gate = new();
    private readonly Dictionary<IPAddress, int> _pendingByAddress = [];
    private int _pending;
    private int _clients;

    /// <summary>Takes a place for a handshake. False when there is none.</summary>
    public bool TryBegin(IPAddress? address)
    {
        lock (_gate)
        {
            if (_pending >= options.MaxPendingHandshakes) return false;
            if (address is not null)
            {
                _pendingByAddress.TryGetValue(address, out var own);
                if (own >= options.MaxPendingHandshakesPerAddress) return false;
                _pendingByAddress[address] = own + 1;
            }
            _pending++;
            return true;
        }
    }

    /// <summary>Gives the place of a handshake back.</summary>
    public void End(IPAddress? address)
    {
        lock (_gate)
        {
            _pending--;
            if (address is null) return;
            var left = _pendingByAddress[address] - 1;
            if (left == 0) _pendingByAddress.Remove(address);
            else _pendingByAddress[address] = left;
        }
    }

    /// <summary>Takes a client's place. False when the server is full.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_clients >= options.MaxClients) return false;
            _clients++;
            return true;
        }
    }

    /// <summary>Gives a client's place back.</summary>
    public void Leave()
    {
        lock (_gate) _clients--;
    }
}

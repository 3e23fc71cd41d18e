using Transport.WebSockets;

namespace Transport.AspNetCore.Sessions;

// How a session begins: its carriers are started, and it may be kept for somebody who is on his way by one of them.
internal sealed partial class SessionLoop
{
    /// <summary>The server as a game has it that does not start its own: WebSockets, and what it adds.</summary>
    public MultiplayerPeer StartServer(WebSocketMultiplayerPeer webSockets)
    {
        var all = _game.CreateMultiplex();
        all.Add(webSockets, static peer => peer.CreateStreamServer());
        try
        {
            _session.AddCarriers(new SessionCarriers(all, _places));
            if (all.Members.Count > 1)
            {
                all.CreateServer();
                return all;
            }
        }
        catch
        {
            all.Dispose();
            throw;
        }
        // Alone it needs nobody above it.
        all.Remove(webSockets);
        all.Dispose();
        webSockets.CreateStreamServer();
        return webSockets;
    }

    /// <summary>Somebody comes whom the endpoint does not see: the session is kept as if it had just been left. From any thread.</summary>
    /// <returns>Faulted when the session is over.</returns>
    public Task KeepAsync() => Thread.InvokeAsync(() =>
    {
        _isExpected = true;
        _emptyUntil = TimeSpan.MaxValue;
        return Task.FromResult(true);
    });
}

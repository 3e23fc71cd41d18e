using Samples.CommandLine;
using Transport;
using Transport.LiteNet;
using Transport.WebSockets;

namespace Ludus;

/// <summary>The one page that names carriers.</summary>
public static class Carriers
{
    /// <summary>A WebSocket with the subprotocol of the demo: what its Godot original speaks.</summary>
    public const string WebSocket = "ws";

    /// <summary>UDP, for our own clients.</summary>
    public const string Udp = "udp";

    private const string Subprotocol = "ludus";

    /// <summary>Both; the first is the default.</summary>
    public static string[] Names { get; } = [WebSocket, Udp];

    /// <summary>Opens a server.</summary>
    /// <param name="transport">One of <see cref="Names"/>.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="isPublic">Whether other machines may connect, or only this one.</param>
    /// <returns>The server, and the URL that it has on this machine.</returns>
    /// <exception cref="CannotStartException">The port cannot be had.</exception>
    public static (MultiplayerPeer Server, string Url) Open(string transport, int port, bool isPublic)
    {
        var address = isPublic ? "*" : "127.0.0.1";
        if (transport == Udp)
        {
            var udp = new LiteNetMultiplayerPeer();
            Start(udp, () => udp.CreateServer(port, address));
            return (udp, $"{Udp}://127.0.0.1:{udp.LocalPort}");
        }
        var socket = new WebSocketMultiplayerPeer(WebSocketOptions());
        Start(socket, () => socket.CreateServer(port, address));
        return (socket, $"{WebSocket}://127.0.0.1:{socket.LocalPort}");
    }

    /// <summary>Starts a client. Whether the server is there is known later, from the client's events.</summary>
    /// <exception cref="CannotStartException">The URL is none.</exception>
    public static MultiplayerPeer Join(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Udp && uri.Port > 0)
        {
            var udp = new LiteNetMultiplayerPeer();
            Start(udp, () => udp.CreateClient(uri.Host, uri.Port));
            return udp;
        }
        var socket = new WebSocketMultiplayerPeer(WebSocketOptions());
        Start(socket, () => socket.CreateClient(url));
        return socket;
    }

    private static void Start(MultiplayerPeer peer, Action start)
    {
        try
        {
            start();
        }
        catch (InvalidOperationException exception)
        {
            peer.Dispose();
            throw new CannotStartException($"The table cannot be opened: {exception.Message}", exception);
        }
        catch (ArgumentException exception)
        {
            peer.Dispose();
            throw new CannotStartException("That is not the URL of a table; one looks like ws://localhost:8080 or udp://localhost:8080.", exception);
        }
    }

    private static WebSocketMultiplayerPeerOptions WebSocketOptions()
    {
        var options = new WebSocketMultiplayerPeerOptions();
        options.SupportedProtocols.Add(Subprotocol);
        return options;
    }
}

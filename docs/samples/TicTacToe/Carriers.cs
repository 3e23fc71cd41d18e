using Transport;
using Transport.WebSockets;

namespace TicTacToe;

/// <summary>
/// The one page that names carriers. Everything else is written against <see cref="MultiplayerPeer"/>, and runs over another carrier
/// once that has its lines here.
/// </summary>
public static class Carriers
{
    /// <summary>A WebSocket; over loopback when both ends are on one machine.</summary>
    public const string WebSocket = "ws";

    /// <summary>In this process: no port, no network.</summary>
    public const string Loopback = "loopback";

    /// <summary>All of them; the first is the default.</summary>
    public static string[] Names { get; } = [WebSocket, Loopback];

    /// <summary>Those that others can reach.</summary>
    public static string[] NetworkNames { get; } = [WebSocket];

    /// <summary>Opens a server.</summary>
    /// <param name="transport">One of <see cref="Names"/>.</param>
    /// <param name="port">The port, where there are ports; 0 for any free one.</param>
    /// <param name="isPublic">Whether other machines may connect, or only this one.</param>
    /// <exception cref="CannotStartException">The port cannot be had.</exception>
    public static Host Open(string transport, int port, bool isPublic) => transport switch
    {
        WebSocket => OpenWebSocket(port, isPublic ? "*" : "127.0.0.1"),
        Loopback => OpenLoopback(),
        _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such carrier."),
    };

    /// <summary>Starts a client. Whether the server is there is known later, from the client's events.</summary>
    /// <exception cref="CannotStartException">The URL is none.</exception>
    public static MultiplayerPeer Join(string url)
    {
        var client = new WebSocketMultiplayerPeer(WebSocketOptions());
        try
        {
            client.CreateClient(url);
            return client;
        }
        catch (ArgumentException exception)
        {
            client.Dispose();
            throw new CannotStartException($"'{url}' is not the URL of a table; one looks like ws://localhost:9080.", exception);
        }
    }

    private static Host OpenWebSocket(int port, string bindAddress)
    {
        var server = new WebSocketMultiplayerPeer(WebSocketOptions());
        try
        {
            server.CreateServer(port, bindAddress);
        }
        catch (InvalidOperationException exception)
        {
            server.Dispose();
            throw new CannotStartException($"The table cannot be opened: {exception.Message}", exception);
        }
        port = server.LocalPort;
        // The number, as localhost may be looked up as IPv6 first.
        return new Host(server, $"ws://localhost:{port}", () => Join($"ws://127.0.0.1:{port}"));
    }

    // No message of this game comes near this; a larger one ends its connection before memory is taken for it.
    private static WebSocketMultiplayerPeerOptions WebSocketOptions() => new() { MaxMessageBytes = 1024 };

    private static Host OpenLoopback()
    {
        var server = new LoopbackMultiplayerPeer();
        server.CreateServer();
        return new Host(server, "this process", JoinLoopback);

        MultiplayerPeer JoinLoopback()
        {
            var client = new LoopbackMultiplayerPeer();
            client.CreateClient(server);
            return client;
        }
    }
}

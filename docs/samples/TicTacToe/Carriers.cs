using Samples.CommandLine;
using Transport;
using Transport.LiteNet;
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

    /// <summary>UDP.</summary>
    public const string Udp = "udp";

    /// <summary>In this process: no port, no network.</summary>
    public const string Loopback = "loopback";

    /// <summary>WebSockets and UDP in one session: each player comes by the one he likes.</summary>
    public const string Both = "both";

    private const string UdpScheme = "udp://";

    // No message of this game comes near this; a larger one ends its connection before memory is taken for it.
    private const int MaxMessageBytes = 1024;

    /// <summary>All of them; the first is the default.</summary>
    public static string[] Names { get; } = [WebSocket, Udp, Loopback, Both];

    /// <summary>Those that others can reach.</summary>
    public static string[] NetworkNames { get; } = [WebSocket, Udp, Both];

    /// <summary>Opens a server.</summary>
    /// <param name="transport">One of <see cref="Names"/>.</param>
    /// <param name="port">The port, where there are ports; 0 for any free one.</param>
    /// <param name="isPublic">Whether other machines may connect, or only this one.</param>
    /// <exception cref="CannotStartException">The port cannot be had.</exception>
    public static Host Open(string transport, int port, bool isPublic)
    {
        var address = isPublic ? "*" : "127.0.0.1";
        return transport switch
        {
            WebSocket => OpenWebSocket(port, address),
            Udp => OpenUdp(port, address),
            Loopback => OpenLoopback(),
            Both => OpenBoth(port, address),
            _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such carrier."),
        };
    }

    /// <summary>Starts a client. Whether the server is there is known later, from the client's events.</summary>
    /// <param name="url">Of a WebSocket, <c>ws://host:port</c>; or <c>udp://host:port</c>.</param>
    /// <exception cref="CannotStartException">The URL is none.</exception>
    public static MultiplayerPeer Join(string url) => url.StartsWith(UdpScheme, StringComparison.OrdinalIgnoreCase) ? JoinUdp(url) : JoinWebSocket(url);

    private static WebSocketMultiplayerPeer JoinWebSocket(string url)
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
            throw NoUrl(url, exception);
        }
    }

    private static LiteNetMultiplayerPeer JoinUdp(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Port < 1 || uri.AbsolutePath is not ("" or "/")) throw NoUrl(url);
        var client = new LiteNetMultiplayerPeer(UdpOptions());
        try
        {
            client.CreateClient(uri.DnsSafeHost, uri.Port);
            return client;
        }
        catch (ArgumentException exception)
        {
            client.Dispose();
            throw NoUrl(url, exception);
        }
    }

    private static CannotStartException NoUrl(string url, Exception? exception = null) =>
        new($"'{url}' is not the URL of a table; one looks like ws://localhost:9080 or udp://localhost:9080.", exception);

    private static Host OpenWebSocket(int port, string address)
    {
        var server = new WebSocketMultiplayerPeer(WebSocketOptions());
        Start(server, () => server.CreateServer(port, address));
        port = server.LocalPort;
        // The number, as localhost may be looked up as IPv6 first.
        return new Host(server, $"ws://localhost:{port}", () => Join($"ws://127.0.0.1:{port}"));
    }

    private static Host OpenUdp(int port, string address)
    {
        var server = new LiteNetMultiplayerPeer(UdpOptions());
        Start(server, () => server.CreateServer(port, address));
        port = server.LocalPort;
        return new Host(server, $"udp://localhost:{port}", () => Join($"udp://127.0.0.1:{port}"));
    }

    // The same number for both where that is free, so that players have one to remember.
    private static Host OpenBoth(int port, string address)
    {
        var webSocket = new WebSocketMultiplayerPeer(WebSocketOptions());
        var udp = new LiteNetMultiplayerPeer(UdpOptions());
        var server = new MultiplexMultiplayerPeer();
        server.Add(webSocket, peer => peer.CreateServer(port, address));
        server.Add(udp, peer => peer.CreateServer(port == 0 ? 0 : webSocket.LocalPort, address));
        Start(server, server.CreateServer);
        if (server.Members.FirstOrDefault(member => member.Status != ConnectionStatus.Connected) is { } missing)
        {
            server.Dispose();
            throw new CannotStartException($"The table cannot be opened: port {port} is in use for {missing.Carrier}.");
        }
        var joined = 0;
        return new Host(
            server,
            $"ws://localhost:{webSocket.LocalPort} and udp://localhost:{udp.LocalPort}",
            () => Join(joined++ % 2 == 0 ? $"ws://127.0.0.1:{webSocket.LocalPort}" : $"udp://127.0.0.1:{udp.LocalPort}"));
    }

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

    private static void Start(MultiplayerPeer server, Action start)
    {
        try
        {
            start();
        }
        catch (InvalidOperationException exception)
        {
            server.Dispose();
            throw new CannotStartException($"The table cannot be opened: {exception.Message}", exception);
        }
    }

    private static WebSocketMultiplayerPeerOptions WebSocketOptions() => new() { MaxMessageBytes = MaxMessageBytes };

    private static LiteNetMultiplayerPeerOptions UdpOptions() => new() { MaxPacketBytes = MaxMessageBytes };
}

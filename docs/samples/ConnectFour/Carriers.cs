using Samples.CommandLine;
using Transport;
using Transport.LiteNet;
using Transport.WebSockets;

namespace ConnectFour;

/// <summary>The one page that names carriers. Everything else is written against <see cref="MultiplayerPeer"/>.</summary>
public static class Carriers
{
    /// <summary>A WebSocket.</summary>
    public const string WebSocket = "ws";

    /// <summary>UDP.</summary>
    public const string Udp = "udp";

    /// <summary>WebSocket and UDP in one session; a client tries UDP first.</summary>
    public const string Both = "both";

    /// <summary>In this process: no port, no network.</summary>
    public const string Loopback = "loopback";

    // No message of this game comes near these; a larger one ends its connection before memory is taken for it.
    private const int MaxServerBytes = 1024;
    private const int MaxClientBytes = 4096;

    /// <summary>All of them; the first is the default.</summary>
    public static string[] Names { get; } = [WebSocket, Udp, Both, Loopback];

    /// <summary>Those that others can reach.</summary>
    public static string[] NetworkNames { get; } = [Both, WebSocket, Udp];

    /// <summary>Those of a client that joins.</summary>
    public static string[] ClientNames { get; } = [WebSocket, Udp, Both];

    /// <summary>Opens a server.</summary>
    /// <param name="transport">One of <see cref="Names"/>.</param>
    /// <param name="port">The port of either carrier; 0 for any free one.</param>
    /// <param name="isPublic">Whether other machines may connect, or only this one.</param>
    /// <exception cref="CannotStartException">The port cannot be had.</exception>
    public static Host Open(string transport, int port, bool isPublic)
    {
        var bindAddress = isPublic ? "*" : "127.0.0.1";
        return transport switch
        {
            WebSocket => OpenWebSocket(port, bindAddress),
            Udp => OpenUdp(port, bindAddress),
            Both => OpenBoth(port, bindAddress),
            Loopback => OpenLoopback(),
            _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such carrier."),
        };
    }

    /// <summary>A client of a server elsewhere.</summary>
    /// <param name="transport">One of <see cref="ClientNames"/>.</param>
    /// <param name="host">Name or address.</param>
    /// <param name="port">Of either carrier.</param>
    /// <param name="match">The match, for the path of a WebSocket.</param>
    public static Way Join(string transport, string host, int port, string match) => transport switch
    {
        WebSocket => JoinWebSocket(Url(host, port, match)),
        Udp => JoinUdp(host, port),
        Both => JoinBoth(host, port, Url(host, port, match)),
        _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such carrier."),
    };

    /// <summary>A client of a server elsewhere, by its URL.</summary>
    /// <exception cref="CannotStartException">The URL is none.</exception>
    public static Way JoinWebSocket(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss"))
            throw new CannotStartException($"'{url}' is not the URL of a match; one looks like ws://localhost:9080/play/main.");
        var client = new WebSocketMultiplayerPeer(WebSocketOptions(MaxClientBytes));
        return new Way(client, () => client.CreateClient(url));
    }

    /// <summary>A client of a server elsewhere, by UDP.</summary>
    public static Way JoinUdp(string host, int port)
    {
        var client = new LiteNetMultiplayerPeer(UdpOptions(MaxClientBytes));
        return new Way(client, () => client.CreateClient(host, port));
    }

    /// <summary>A client that tries UDP first: where a firewall drops it, the WebSocket is there a moment later.</summary>
    public static Way JoinBoth(string host, int port, string url)
    {
        var client = new MultiplexMultiplayerPeer();
        client.Add(new LiteNetMultiplayerPeer(UdpOptions(MaxClientBytes)), peer => peer.CreateClient(host, port));
        client.Add(new WebSocketMultiplayerPeer(WebSocketOptions(MaxClientBytes)), peer => peer.CreateClient(url));
        return new Way(client, client.CreateClient);
    }

    private static Host OpenWebSocket(int port, string bindAddress)
    {
        var server = new WebSocketMultiplayerPeer(WebSocketOptions(MaxServerBytes));
        Start(server, () => server.CreateServer(port, bindAddress));
        return new Host(server, [Url("localhost", server.LocalPort, "")], [() => JoinWebSocket(Url("127.0.0.1", server.LocalPort, ""))]);
    }

    private static Host OpenUdp(int port, string bindAddress)
    {
        var server = new LiteNetMultiplayerPeer(UdpOptions(MaxServerBytes));
        Start(server, () => server.CreateServer(port, bindAddress));
        return new Host(server, [$"UDP port {server.LocalPort}"], [() => JoinUdp("127.0.0.1", server.LocalPort)]);
    }

    private static Host OpenBoth(int port, string bindAddress)
    {
        var webSocket = new WebSocketMultiplayerPeer(WebSocketOptions(MaxServerBytes));
        var udp = new LiteNetMultiplayerPeer(UdpOptions(MaxServerBytes));
        var server = new MultiplexMultiplayerPeer();
        server.Add(webSocket, peer => peer.CreateServer(port, bindAddress));
        // The same number, so that there is one to tell.
        server.Add(udp, peer => peer.CreateServer(port == 0 ? webSocket.LocalPort : port, bindAddress));
        Start(server, () =>
        {
            server.CreateServer();
            if (webSocket.LocalPort == 0 || udp.LocalPort == 0) throw new InvalidOperationException($"Port {port} is in use.");
        });
        return new Host(
            server,
            [Url("localhost", webSocket.LocalPort, ""), $"UDP port {udp.LocalPort}"],
            [() => JoinWebSocket(Url("127.0.0.1", webSocket.LocalPort, "")), () => JoinUdp("127.0.0.1", udp.LocalPort)]);
    }

    private static Host OpenLoopback()
    {
        var server = new LoopbackMultiplayerPeer();
        server.CreateServer();
        return new Host(server, ["this process"], [Join]);

        Way Join()
        {
            var client = new LoopbackMultiplayerPeer();
            return new Way(client, () => client.CreateClient(server));
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
            throw new CannotStartException($"The match cannot be opened: {exception.Message}", exception);
        }
    }

    private static string Url(string host, int port, string match) => $"ws://{host}:{port}/play/{Uri.EscapeDataString(match)}";

    private static WebSocketMultiplayerPeerOptions WebSocketOptions(int maxBytes) => new() { MaxMessageBytes = maxBytes };

    private static LiteNetMultiplayerPeerOptions UdpOptions(int maxBytes) => new() { MaxPacketBytes = maxBytes };
}

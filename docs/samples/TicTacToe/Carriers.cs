using Transport;

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
    /// <exception cref="CannotStartException">The port cannot be opened.</exception>
    public static Host Open(string transport, int port) => transport switch
    {
        WebSocket => throw new CannotStartException("There is no WebSocket carrier yet. Use --transport loopback."),
        Loopback => OpenLoopback(),
        _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such carrier."),
    };

    /// <summary>Starts a client. Whether the server is there is known later, from the client's events.</summary>
    /// <exception cref="CannotStartException">The URL names no carrier, or is none.</exception>
    public static MultiplayerPeer Join(string url)
    {
        throw new CannotStartException($"Cannot join '{url}'.");
    }

    private static Host OpenLoopback()
    {
        var server = new LoopbackMultiplayerPeer();
        server.CreateServer();
        return new Host(server, "this process", Join);

        MultiplayerPeer Join()
        {
            var client = new LoopbackMultiplayerPeer();
            client.CreateClient(server);
            return client;
        }
    }
}

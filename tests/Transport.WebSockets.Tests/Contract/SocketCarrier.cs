using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets.Tests.Contract;

/// <summary>Real sockets on this machine.</summary>
internal class SocketCarrier : WebSocketCarrier
{
    private readonly Dictionary<MultiplayerPeer, int> _ports = [];

    public override string Name => "websocket";

    public override string? CannotSilenceLinks => "The system keeps a socket's connection alive; the run over streams in memory silences links.";

    protected virtual string Scheme => "ws";

    protected virtual TlsOptions? ServerTls => null;

    protected virtual TlsOptions? ClientTls => null;

    public override void StartServer(MultiplayerPeer peer)
    {
        var server = (WebSocketMultiplayerPeer)peer;
        server.CreateServer(0, "127.0.0.1", ServerTls);
        _ports[peer] = server.LocalPort;
    }

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server) => Connect(client, _ports[server]);

    public override void StartClientOfNobody(MultiplayerPeer client)
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Connect(client, ((IPEndPoint)nobody.LocalEndPoint!).Port);
    }

    public override void CutLink(MultiplayerPeer client)
    {
        var view = ((WebSocketMultiplayerPeer)client).GetPeer(MultiplayerPeer.TargetPeerServer);
        var field = typeof(WebSocketPeer).GetField("_connection", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var socket = ((WebSocketConnection)field.GetValue(view)!).Socket!;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    private void Connect(MultiplayerPeer client, int port) =>
        ((WebSocketMultiplayerPeer)client).CreateClient($"{Scheme}://127.0.0.1:{port}", ClientTls);
}

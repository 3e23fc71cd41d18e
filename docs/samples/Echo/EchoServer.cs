using System.Text;
using Transport;
using Transport.WebSockets;

namespace Echo;

/// <summary>The minimal server of Godot's page on WebSockets: any number of clients, each gets back what it sends.</summary>
/// <param name="output">Where it prints.</param>
public sealed class EchoServer(TextWriter output) : IDisposable
{
    // The TcpServer and each peer can be waited for, but not all of them in one wait; so this loop has frames, as a game has them. A
    // server that should sleep while nothing happens uses WebSocketMultiplayerPeer, which is one thing to wait for.
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(16);

    private readonly TcpServer _tcpServer = new();
    private readonly Dictionary<int, WebSocketPeer> _peers = [];
    private int _lastPeerId = 1;

    /// <summary>Where it listens, once <see cref="Start"/> was called.</summary>
    public int LocalPort => _tcpServer.LocalPort;

    /// <summary>Starts to listen.</summary>
    /// <param name="port">1 to 65535; 0 for any free one.</param>
    public void Start(int port)
    {
        _tcpServer.Listen(port);
        output.WriteLine("Server started.");
    }

    /// <summary>Echoes until it is cancelled, then closes every connection politely.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var frames = new PeriodicTimer(Frame);
        while (!cancellationToken.IsCancellationRequested)
        {
            AcceptPeers();
            PollPeers();
            await frames.WaitForNextTickAsync(CancellationToken.None);
        }

        _tcpServer.Stop();
        foreach (var peer in _peers.Values) peer.Close(CloseCode.GoingAway, "The server stops.");
        // A close takes a few frames. It ends even if a client does not answer: the peer gives it two seconds.
        while (_peers.Count > 0)
        {
            PollPeers();
            await frames.WaitForNextTickAsync(CancellationToken.None);
        }
        await output.WriteLineAsync("Server stopped.");
    }

    /// <summary>Releases everything now.</summary>
    public void Dispose()
    {
        _tcpServer.Dispose();
        foreach (var peer in _peers.Values) peer.Dispose();
    }

    private void AcceptPeers()
    {
        while (_tcpServer.IsConnectionAvailable)
        {
            if (_tcpServer.TakeConnection() is not { } stream) return;
            _lastPeerId++;
            output.WriteLine($"+ Peer {_lastPeerId} connected.");
            var peer = new WebSocketPeer();
            peer.AcceptStream(stream);
            _peers[_lastPeerId] = peer;
        }
    }

    private void PollPeers()
    {
        foreach (var (id, peer) in _peers)
        {
            peer.Poll();
            // Unlike Godot, a peer that is closing still hands out what came before; so packets first, then the state.
            while (peer.AvailablePacketCount > 0) Echo(id, peer);
            if (peer.ReadyState != WebSocketState.Closed) continue;
            // A dictionary may lose entries while it is walked through.
            _peers.Remove(id);
            peer.Dispose();
            output.WriteLine($"- Peer {id} closed with code: {peer.CloseCode}. Clean: {peer.CloseCode != CloseCode.None}");
        }
    }

    private void Echo(int id, WebSocketPeer peer)
    {
        var packet = peer.GetPacket();
        var isOpen = peer.ReadyState == WebSocketState.Open;
        if (peer.WasStringPacket)
        {
            var text = Encoding.UTF8.GetString(packet);
            output.WriteLine($"< Got text data from peer {id}: {text} ... echoing");
            if (isOpen && !peer.SendText(text)) SendAway(peer);
        }
        else
        {
            output.WriteLine($"< Got binary data from peer {id}: {packet.Length} ... echoing");
            if (isOpen && !peer.Send(packet)) SendAway(peer);
        }
    }

    // Its queue is full: it sends, and does not read what comes back.
    private static void SendAway(WebSocketPeer peer) => peer.Close(CloseCode.PolicyViolation, "You read too slowly.");
}

using System.Security.Cryptography;
using Transport;
using Transport.Godot;
using Transport.WebSockets;

namespace Chat;

/// <summary>
/// The demo's <c>WebSocketServer</c>: a <see cref="TcpServer"/> and a <see cref="WebSocketPeer"/> for each client, known by a random id. One thread at
/// a time; events are raised inside <see cref="Poll"/>.
/// </summary>
public sealed class WebSocketServer : IDisposable
{
    /// <summary>How many connections may be on their way to a WebSocket. More wait, and the system turns away those behind them.</summary>
    public const int MaxPending = 64;

    private const int LeastId = 2;
    private const int IdLimit = 1 << 30;

    private readonly TcpServer _listener = new();
    private readonly List<WebSocketPeer> _pending = [];
    private readonly Dictionary<int, WebSocketPeer> _peers = [];

    /// <summary>A client is connected.</summary>
    public event Action<int>? ClientConnected;

    /// <summary>A client is gone.</summary>
    public event Action<int>? ClientDisconnected;

    /// <summary>A client has sent a message.</summary>
    public event Action<int, Variant>? MessageReceived;

    /// <summary>Header lines for the answers to handshakes.</summary>
    public IList<string> HandshakeHeaders { get; } = [];

    /// <summary>Subprotocols that are spoken here.</summary>
    public IList<string> SupportedProtocols { get; } = [];

    /// <summary>How long a client may take from TCP to a WebSocket. Default 3 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The most bytes of one message. Default 4096; who sends more is disconnected.</summary>
    public int MaxMessageBytes { get; set; } = 4096;

    /// <summary>TLS with a certificate. Default null: none.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>Whether new clients are turned away. Those who are on their way are dropped at once. Default false.</summary>
    public bool RefuseNewConnections { get; set; }

    /// <summary>The port; 0 while it does not listen.</summary>
    public int LocalPort => _listener.LocalPort;

    /// <summary>The ids of the clients.</summary>
    public IReadOnlyCollection<int> Clients => _peers.Keys;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">1 to 65535; 0 for any free one.</param>
    /// <exception cref="InvalidOperationException">It listens already, or the port cannot be had; the text says why.</exception>
    public void Listen(int port) => _listener.Listen(port);

    /// <summary>Drops everyone, without a word, and listens no more. <see cref="ClientDisconnected"/> is not raised.</summary>
    public void Stop()
    {
        _listener.Stop();
        DropPending();
        foreach (var peer in _peers.Values) peer.Dispose();
        _peers.Clear();
    }

    /// <summary>Sends a String as text, and anything else as a Variant. A client that does not read what it is sent is sent away.</summary>
    /// <param name="target">n for one client, 0 for all, -n for all but one.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">There is no such client.</exception>
    public void Send(int target, in Variant message)
    {
        if (target != 0 && !_peers.ContainsKey(Math.Abs(target))) throw new ArgumentException($"There is no client {Math.Abs(target)}.", nameof(target));
        foreach (var (id, peer) in _peers)
        {
            if (target > 0 ? id != target : id == -target) continue;
            if (peer.ReadyState == WebSocketState.Open && !WebSocketMessages.Send(peer, message))
                peer.Close(CloseCode.PolicyViolation, "You read too slowly.");
        }
    }

    /// <summary>The connection of a client, for what is not here.</summary>
    /// <exception cref="KeyNotFoundException">There is no such client.</exception>
    public WebSocketPeer GetPeer(int id) => _peers[id];

    /// <summary>Moves on, and tells what is new.</summary>
    public void Poll()
    {
        Accept();
        PollPending();
        foreach (var id in _peers.Keys.ToArray())
        {
            // A handler may have stopped the server.
            if (_peers.TryGetValue(id, out var peer)) PollPeer(id, peer);
        }
    }

    /// <summary><see cref="Stop"/>.</summary>
    public void Dispose()
    {
        Stop();
        _listener.Dispose();
    }

    private void Accept()
    {
        if (RefuseNewConnections) DropPending();
        while ((RefuseNewConnections || _pending.Count < MaxPending) && _listener.TakeConnection() is { } stream)
        {
            if (RefuseNewConnections)
            {
                stream.Dispose();
                continue;
            }
            var peer = new WebSocketPeer(Options());
            peer.AcceptStream(stream, Tls);
            _pending.Add(peer);
        }
    }

    private void PollPending()
    {
        foreach (var peer in _pending.ToArray())
        {
            peer.Poll();
            if (peer.ReadyState == WebSocketState.Connecting) continue;
            _pending.Remove(peer);
            if (peer.ReadyState == WebSocketState.Closed)
            {
                peer.Dispose();
                continue;
            }
            var id = NewId();
            _peers.Add(id, peer);
            ClientConnected?.Invoke(id);
        }
    }

    // Unlike Godot, a peer that is closing still hands out what came before; so messages first, then the state.
    private void PollPeer(int id, WebSocketPeer peer)
    {
        peer.Poll();
        while (_peers.ContainsKey(id) && WebSocketMessages.TryTake(peer, out var message)) MessageReceived?.Invoke(id, message);
        if (peer.ReadyState != WebSocketState.Closed || !_peers.Remove(id)) return;
        peer.Dispose();
        ClientDisconnected?.Invoke(id);
    }

    private WebSocketOptions Options()
    {
        var options = new WebSocketOptions { HandshakeTimeout = HandshakeTimeout, MaxMessageBytes = MaxMessageBytes };
        foreach (var header in HandshakeHeaders) options.HandshakeHeaders.Add(header);
        foreach (var protocol in SupportedProtocols) options.SupportedProtocols.Add(protocol);
        return options;
    }

    private int NewId()
    {
        while (true)
        {
            var id = RandomNumberGenerator.GetInt32(LeastId, IdLimit + 1);
            if (!_peers.ContainsKey(id)) return id;
        }
    }

    private void DropPending()
    {
        foreach (var peer in _pending) peer.Dispose();
        _pending.Clear();
    }
}

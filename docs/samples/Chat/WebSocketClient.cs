using Transport;
using Transport.Godot;
using Transport.WebSockets;

namespace Chat;

/// <summary>
/// The demo's <c>WebSocketClient</c>: a <see cref="WebSocketPeer"/> that tells what has changed. One thread at a time; events are raised inside
/// <see cref="Poll"/>.
/// </summary>
public sealed class WebSocketClient : IDisposable
{
    private WebSocketPeer _socket = new();
    private WebSocketState _lastState = WebSocketState.Closed;

    /// <summary>It is connected.</summary>
    public event Action? ConnectedToServer;

    /// <summary>The connection is over, or was never made.</summary>
    public event Action? ConnectionClosed;

    /// <summary>A message has come.</summary>
    public event Action<Variant>? MessageReceived;

    /// <summary>Header lines for the next connection.</summary>
    public IList<string> HandshakeHeaders { get; } = [];

    /// <summary>Subprotocols for the next connection, the best one first.</summary>
    public IList<string> SupportedProtocols { get; } = [];

    /// <summary>TLS for the next connection. Default null: as the URL says, checked as usual.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>The most bytes of one message. Default 4096.</summary>
    public int MaxMessageBytes { get; set; } = 4096;

    /// <summary>The connection below, for what is not here.</summary>
    public WebSocketPeer Socket => _socket;

    /// <summary>Begins to connect.</summary>
    /// <exception cref="ArgumentException">That is not a WebSocket URL.</exception>
    /// <exception cref="InvalidOperationException">It is connected already.</exception>
    public void ConnectToUrl(string url)
    {
        _socket.Options.HandshakeHeaders.Clear();
        foreach (var header in HandshakeHeaders) _socket.Options.HandshakeHeaders.Add(header);
        _socket.Options.SupportedProtocols.Clear();
        foreach (var protocol in SupportedProtocols) _socket.Options.SupportedProtocols.Add(protocol);
        _socket.Options.MaxMessageBytes = MaxMessageBytes;
        _socket.ConnectToUrl(url, Tls);
        _lastState = _socket.ReadyState;
    }

    /// <summary>Sends a String as text, and anything else as a Variant.</summary>
    /// <returns>False when the queue is full, or the connection is ending.</returns>
    /// <exception cref="InvalidOperationException">It is not connected.</exception>
    public bool Send(in Variant message) => WebSocketMessages.Send(_socket, message);

    /// <summary>A message that has come.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryGetMessage(out Variant message) => WebSocketMessages.TryTake(_socket, out message);

    /// <summary>Closes politely. <see cref="ConnectionClosed"/> comes inside a later Poll.</summary>
    public void Close(int code = CloseCode.Normal, string reason = "") => _socket.Close(code, reason);

    /// <summary>Drops the connection, and takes a fresh peer.</summary>
    public void Clear()
    {
        _socket.Dispose();
        _socket = new WebSocketPeer();
        _lastState = _socket.ReadyState;
    }

    /// <summary>Moves on, and tells what is new.</summary>
    public void Poll()
    {
        if (_lastState != WebSocketState.Closed) _socket.Poll();
        if (_lastState == WebSocketState.Connecting && _socket.ReadyState is WebSocketState.Open or WebSocketState.Closing)
        {
            _lastState = WebSocketState.Open;
            ConnectedToServer?.Invoke();
        }
        while (TryGetMessage(out var message)) MessageReceived?.Invoke(message);
        var state = _socket.ReadyState;
        if (state == _lastState) return;
        _lastState = state;
        if (state == WebSocketState.Closed) ConnectionClosed?.Invoke();
    }

    /// <summary>Releases everything now.</summary>
    public void Dispose() => _socket.Dispose();
}

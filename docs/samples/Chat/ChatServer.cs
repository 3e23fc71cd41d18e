using Samples;
using Transport;
using Transport.Godot;

namespace Chat;

/// <summary>The demo's server: passes on what each client says to all others, and what happens to them.</summary>
public sealed class ChatServer : IDisposable
{
    /// <summary>The subprotocol of both ends.</summary>
    public const string Subprotocol = "demo-chat";

    private readonly WebSocketServer _server = new() { SupportedProtocols = { Subprotocol } };
    private readonly TextWriter _output;

    /// <summary>A server that does not listen yet.</summary>
    /// <param name="output">Where it prints.</param>
    public ChatServer(TextWriter output)
    {
        _output = output;
        _server.ClientConnected += OnClientConnected;
        _server.ClientDisconnected += OnClientDisconnected;
        _server.MessageReceived += OnMessageReceived;
    }

    /// <summary>The port; 0 while it does not listen.</summary>
    public int LocalPort => _server.LocalPort;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="InvalidOperationException">The port cannot be had; the text says why.</exception>
    public void Start(int port)
    {
        _server.Listen(port);
        _output.WriteLine($"Listening on port {_server.LocalPort}, supported WebSocket sub-protocols: {Subprotocol}");
    }

    /// <summary>Once per frame.</summary>
    public void Poll() => _server.Poll();

    /// <summary>The server's own words, to all.</summary>
    public void Say(string text)
    {
        _output.WriteLine($"> {PlainText.From(text)}");
        _server.Send(0, $"Server says: {text}");
    }

    /// <summary>Tells everyone that the server goes. They answer within further polls.</summary>
    public void SayGoodbye()
    {
        foreach (var id in _server.Clients) _server.GetPeer(id).Close(CloseCode.GoingAway, "The server stops.");
    }

    /// <summary>Whether somebody is here.</summary>
    public bool HasClients => _server.Clients.Count > 0;

    /// <summary>Drops everyone.</summary>
    public void Dispose() => _server.Dispose();

    private void OnClientConnected(int id)
    {
        var peer = _server.GetPeer(id);
        _output.WriteLine($"Remote client connected: {id}. Protocol: {peer.SelectedProtocol}");
        _server.Send(-id, $"[{id}] connected");
    }

    private void OnClientDisconnected(int id)
    {
        _output.WriteLine($"Remote client disconnected: {id}");
        _server.Send(0, $"[{id}] disconnected");
    }

    private void OnMessageReceived(int id, Variant message)
    {
        var text = message.ToString();
        _output.WriteLine($"Server received data from peer {id}: {PlainText.From(text)}");
        _server.Send(-id, $"[{id}] Says: {text}");
    }
}

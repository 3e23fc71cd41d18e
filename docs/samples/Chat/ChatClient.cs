using Samples;
using Transport;

namespace Chat;

/// <summary>The demo's client: says what it is told to say, and prints what comes.</summary>
public sealed class ChatClient : IDisposable
{
    private readonly WebSocketClient _client = new() { SupportedProtocols = { ChatServer.Subprotocol } };
    private readonly Action<string> _print;

    /// <summary>A client that is not connected.</summary>
    /// <param name="print">Takes the lines that it prints.</param>
    public ChatClient(Action<string> print)
    {
        _print = print;
        _client.ConnectedToServer += () =>
        {
            IsConnected = true;
            print($"Client just connected with protocol: {_client.Socket.SelectedProtocol}");
        };
        _client.ConnectionClosed += () =>
        {
            IsConnected = false;
            Ending = _client.Socket.DisconnectInfo;
            print($"Client just disconnected with code: {_client.Socket.CloseCode}, reason: {PlainText.From(_client.Socket.CloseReason)}");
        };
        _client.MessageReceived += message => print(PlainText.From(message.ToString()));
    }

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>How the connection ended; null until then.</summary>
    public DisconnectInfo? Ending { get; private set; }

    /// <summary>Begins to connect.</summary>
    /// <exception cref="ArgumentException">That is not a WebSocket URL.</exception>
    public void Connect(string url)
    {
        _client.ConnectToUrl(url);
        _print($"Connecting to host: {url}.");
    }

    /// <summary>Once per frame.</summary>
    public void Poll() => _client.Poll();

    /// <summary>Says something to the others.</summary>
    public void Say(string text)
    {
        if (!IsConnected) return;
        _print($"> {PlainText.From(text)}");
        if (!_client.Send(text)) _print("The server reads too slowly; that was not sent.");
    }

    /// <summary>Closes politely, within further polls.</summary>
    public void Leave() => _client.Close();

    /// <summary>Releases everything now.</summary>
    public void Dispose() => _client.Dispose();
}

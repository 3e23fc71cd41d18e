using System.Text;
using Transport;
using Transport.WebSockets;

namespace Echo;

/// <summary>The minimal client of Godot's page on WebSockets: sends one text, and prints what comes.</summary>
/// <param name="output">Where it prints.</param>
/// <param name="once">Whether to close after the first packet.</param>
public sealed class EchoClient(TextWriter output, bool once) : IDisposable
{
    private readonly WebSocketPeer _socket = new();
    private bool _hasSent;
    private bool _hasReceived;

    /// <summary>Starts to connect. Whether there is a server shows later.</summary>
    /// <exception cref="ArgumentException">That is not a WebSocket URL.</exception>
    public void Start(string url)
    {
        _socket.ConnectToUrl(url);
        output.WriteLine($"Connecting to {url}...");
    }

    /// <summary>Runs until the connection is closed; a cancel closes it politely.</summary>
    /// <returns>How it ended.</returns>
    public async Task<DisconnectInfo> RunAsync(CancellationToken cancellationToken)
    {
        var waiting = cancellationToken;
        while (!Process())
        {
            try
            {
                // Wakes when there is something to do: no busy loop, and no latency of half a frame.
                await _socket.WaitForActivityAsync(waiting);
            }
            catch (OperationCanceledException) when (waiting.IsCancellationRequested)
            {
                _socket.Close(CloseCode.GoingAway, "The client stops.");
                // The close itself is waited for: the peer bounds it.
                waiting = CancellationToken.None;
            }
        }
        return _socket.DisconnectInfo!.Value;
    }

    /// <summary>Releases everything now.</summary>
    public void Dispose() => _socket.Dispose();

    // True when it is over.
    private bool Process()
    {
        // State and data move here, and nowhere else.
        _socket.Poll();

        // Unlike Godot, a peer that is closing still hands out what came before; so packets first, then the state.
        while (_socket.AvailablePacketCount > 0)
        {
            var packet = _socket.GetPacket();
            _hasReceived = true;
            output.WriteLine(_socket.WasStringPacket
                ? $"< Got text data from server: {Encoding.UTF8.GetString(packet)}"
                : $"< Got binary data from server: {packet.Length} bytes");
        }

        switch (_socket.ReadyState)
        {
            case WebSocketState.Open when !_hasSent:
                output.WriteLine("> Sending test packet.");
                _socket.SendText("Test packet");
                _hasSent = true;
                return false;
            case WebSocketState.Open when once && _hasReceived:
                _socket.Close();
                return false;
            case WebSocketState.Closed:
                // -1 means that nobody said goodbye.
                output.WriteLine($"WebSocket closed with code: {_socket.CloseCode}. Clean: {_socket.CloseCode != CloseCode.None}");
                return true;
            default:
                // Connecting, or closing: a clean close needs further polls.
                return false;
        }
    }
}

using Transport.WebSockets;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A Godot client as a server sees it: a WebSocket, and messages byte by byte.</summary>
internal sealed class GodotSocket : IDisposable
{
    private readonly WebSocketPeer _socket = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));

    /// <summary>All messages so far, in hexadecimal digits.</summary>
    public List<string> Received { get; } = [];

    /// <summary>The id that the server gave.</summary>
    public int Id { get; private set; }

    public async Task Connect(int port)
    {
        _socket.ConnectToUrl($"ws://127.0.0.1:{port}");
        await Until(() => Received.Count == 1);
        Id = BitConverter.ToInt32(Convert.FromHexString(Received[0]));
        Received.Clear();
    }

    public void Send(string recorded)
    {
        Assert.That(_socket.Send(Bytes.Of(recorded)), Is.True);
        _socket.Flush();
    }

    public void Close(int code, string reason)
    {
        _socket.Close(code, reason);
        _socket.Flush();
    }

    /// <summary>Waits until so many messages have come.</summary>
    public Task Receive(int count) => Until(() => Received.Count >= count);

    /// <summary>Waits until the connection has ended.</summary>
    public Task Closed() => Until(() => _socket.ReadyState == WebSocketState.Closed);

    public void Dispose()
    {
        _socket.Dispose();
        _deadline.Dispose();
    }

    private async Task Until(Func<bool> isReached)
    {
        while (true)
        {
            _socket.Poll();
            while (_socket.TryReceive(out var message)) Received.Add(Bytes.Text(message.Payload.Span));
            if (isReached()) return;
            await _socket.WaitForActivityAsync(_deadline.Token);
        }
    }
}

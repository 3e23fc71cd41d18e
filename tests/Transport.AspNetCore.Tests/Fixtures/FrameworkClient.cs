using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using FrameworkState = System.Net.WebSockets.WebSocketState;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>A player over the framework's own WebSocket: by HTTP/1.1 or HTTP/2, and with the wire written out.</summary>
internal sealed class FrameworkClient : IAsyncDisposable
{
    // A packet of plain bytes: Godot's NETWORK_COMMAND_RAW.
    private const byte Raw = 3;

    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _cap = new(Waiting.Cap);

    private FrameworkClient(ClientWebSocket socket, HttpMessageInvoker http)
    {
        Socket = socket;
        _http = http;
    }

    public ClientWebSocket Socket { get; }

    public int Id { get; private set; }

    /// <summary>The TCP connection below, to be hurt.</summary>
    public Socket? Tcp { get; private set; }

    public static async Task<FrameworkClient> ConnectAsync(string url, bool isHttp2, Action<ClientWebSocketOptions>? configure = null)
    {
        Socket? tcp = null;
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        configure?.Invoke(socket.Options);
        var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.GetCertHashString() == Certificates.Local.GetCertHashString() },
            ConnectCallback = async (context, token) =>
            {
                tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await tcp.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(tcp, ownsSocket: true);
            },
        });
        var client = new FrameworkClient(socket, http);
        await socket.ConnectAsync(new Uri(url), http, client._cap.Token);
        client.Tcp = tcp;
        client.Id = BinaryPrimitives.ReadInt32LittleEndian(await client.ReceiveAsync());
        return client;
    }

    public async Task SendAsync(string text) =>
        await Socket.SendAsync((byte[])[Raw, .. Encoding.UTF8.GetBytes(text)], WebSocketMessageType.Binary, true, _cap.Token);

    public async Task EchoAsync(string text)
    {
        await SendAsync(text);
        Assert.That(await ReceiveTextAsync(), Is.EqualTo(text));
    }

    public async Task<string> ReceiveTextAsync() => Encoding.UTF8.GetString((await ReceiveAsync()).AsSpan(1));

    /// <summary>A whole message; empty at a close.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var result = await Socket.ReceiveAsync(buffer.AsMemory(), _cap.Token);
            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage) return message.ToArray();
        }
    }

    /// <summary>Reads up to the close, and answers it.</summary>
    public async Task<(int Code, string Text)> UntilClosedAsync()
    {
        while (Socket.State == FrameworkState.Open) await ReceiveAsync();
        if (Socket.State == FrameworkState.CloseReceived) await Socket.CloseOutputAsync(Socket.CloseStatus!.Value, null, _cap.Token);
        return ((int)Socket.CloseStatus!, Socket.CloseStatusDescription!);
    }

    public Task CloseAsync(int code, string text) => Socket.CloseAsync((WebSocketCloseStatus)code, text, _cap.Token);

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        _http.Dispose();
        _cap.Dispose();
        return default;
    }
}

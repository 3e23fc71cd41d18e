using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Kestrel;

/// <summary>A server with the WebSocket middleware, in its usual form: one loop per socket.</summary>
internal sealed class KestrelServer : IContenderServer
{
    private readonly ConcurrentDictionary<WebSocket, bool> _sockets = new();
    private readonly List<Task> _pending = [];
    private readonly X509Certificate2? _certificate;
    private readonly WebApplication _host;
    private readonly MessageSizes _sizes;
    private readonly Func<Conversation> _open;

    public KestrelServer(MessageSizes sizes, bool isSecure, Func<Conversation> open)
    {
        _sizes = sizes;
        _open = open;
        if (isSecure) _certificate = LoopbackCertificate.Create();
        _host = KestrelHost.Create(_certificate);
        _host.UseWebSockets();
        _host.Run(ServeAsync);
    }

    public Task<int> StartAsync() => KestrelHost.StartAsync(_host);

    public async ValueTask BroadcastAsync(ReadOnlyMemory<byte> message)
    {
        foreach (var (socket, _) in _sockets)
        {
            var sending = socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            if (sending.IsCompletedSuccessfully) sending.GetAwaiter().GetResult();
            else _pending.Add(sending.AsTask());
        }
        await Task.WhenAll(_pending);
        _pending.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await KestrelHost.StopAsync(_host);
        _certificate?.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        // First where a broadcast finds it, and then where it counts.
        _sockets[socket] = true;
        var conversation = _open();
        await SocketConversation.RunAsync(socket, _sizes.RequestBytes, conversation, context.RequestAborted);
        _sockets.TryRemove(socket, out _);
        // The answer to the client's close.
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}

using System.Net;
using System.Net.WebSockets;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Kestrel;

/// <summary>A <see cref="ClientWebSocket"/> and the loop over it.</summary>
internal sealed class KestrelClient(HttpMessageInvoker invoker, MessageSizes sizes, bool isSecure, Conversation conversation) : IContenderClient
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket = new();
    private Task _loop = Task.CompletedTask;

    public async Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(new Uri($"{(isSecure ? "wss" : "ws")}://{server}/"), invoker, cancellationToken);
        _loop = SocketConversation.RunAsync(_socket, sizes.AnswerBytes, conversation, CancellationToken.None);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message) =>
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // The loop finds the answer.
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await _loop.WaitAsync(ClosePatience);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or TimeoutException)
        {
            // It is over already, or the server does not answer.
        }
        _socket.Dispose();
        await _loop;
    }
}

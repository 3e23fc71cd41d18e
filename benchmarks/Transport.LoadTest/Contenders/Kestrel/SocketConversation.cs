using System.Net.WebSockets;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Kestrel;

/// <summary>
/// The loop over a <see cref="WebSocket"/>, the same at both ends: receive a message, send what the conversation has to say. Its interface
/// has no batches: each message is one call, and one write.
/// </summary>
internal static class SocketConversation
{
    public static async Task RunAsync(WebSocket socket, int largestMessage, Conversation conversation, CancellationToken cancellationToken)
    {
        string? failure = null;
        try
        {
            // As small as the messages allow, for the sake of memory per connection.
            var buffer = new byte[largestMessage];
            var filled = 0;
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
                if (result.MessageType == WebSocketMessageType.Close) break;
                filled += result.Count;
                if (!result.EndOfMessage) continue;
                conversation.Receive(buffer.AsMemory(0, filled));
                filled = 0;
                while (conversation.TryNext(out ReadOnlyMemory<byte> message))
                    await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            }
            failure = $"The other end closed with {(int?)socket.CloseStatus}.";
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            failure = exception.Message;
        }
        conversation.End(failure);
    }
}

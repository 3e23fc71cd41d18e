using System.Net.Sockets;

namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>As many bytes as an upgrade takes, in both directions.</summary>
internal static class TcpUpgrade
{
    private static readonly byte[] Request = new byte[TcpRecords.RequestBytes];
    private static readonly byte[] Answer = new byte[TcpRecords.AnswerBytes];

    public static async Task AskAsync(Socket socket, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Request, cancellationToken);
        await SkipAsync(socket, Answer.Length, cancellationToken);
    }

    public static async Task AnswerAsync(Socket socket)
    {
        await SkipAsync(socket, Request.Length, CancellationToken.None);
        await socket.SendAsync(Answer);
    }

    private static async Task SkipAsync(Socket socket, int bytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[bytes];
        for (var count = 0; count < bytes;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(count), cancellationToken);
            if (read == 0) throw new EndOfStreamException("The other end hung up instead of an upgrade.");
            count += read;
        }
    }
}

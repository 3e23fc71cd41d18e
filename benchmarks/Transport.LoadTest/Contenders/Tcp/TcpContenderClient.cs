using System.Net;
using System.Net.Sockets;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>A socket and the loop over it.</summary>
internal sealed class TcpContenderClient(TcpRecords records, Conversation conversation) : IContenderClient
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _record = new byte[records.FromClient.Bytes];
    private Task _loop = Task.CompletedTask;

    public async Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(server, cancellationToken);
        await TcpUpgrade.AskAsync(_socket, cancellationToken);
        _loop = new TcpConversation(_socket, records.FromServer, records.FromClient, conversation).RunAsync();
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        message.CopyTo(_record.AsMemory(records.FromClient.HeaderBytes));
        for (var sent = 0; sent < _record.Length;) sent += await _socket.SendAsync(_record.AsMemory(sent));
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _loop;
    }
}

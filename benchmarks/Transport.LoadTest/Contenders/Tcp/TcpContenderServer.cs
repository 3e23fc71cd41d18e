using System.Net;
using System.Net.Sockets;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>Accepts, answers what stands for an upgrade, and runs the conversations.</summary>
internal sealed class TcpContenderServer(TcpRecords records, Func<Conversation> open) : IContenderServer
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly byte[] _broadcast = new byte[records.FromServer.Bytes];

    public Task<int> StartAsync()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        _listener.Listen(512);
        _ = AcceptAsync();
        return Task.FromResult(((IPEndPoint)_listener.LocalEndPoint!).Port);
    }

    public ValueTask BroadcastAsync(ReadOnlyMemory<byte> message)
    {
        message.Span.CopyTo(_broadcast.AsSpan(records.FromServer.HeaderBytes));
        lock (_gate)
        {
            foreach (var socket in _sockets) socket.Send(_broadcast);
        }
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        lock (_gate)
        {
            foreach (var socket in _sockets) socket.Dispose();
        }
        return default;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await TcpUpgrade.AnswerAsync(socket);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            socket.Dispose();
            return;
        }
        // First where a broadcast finds it, and then where it counts.
        lock (_gate) _sockets.Add(socket);
        var conversation = open();
        await new TcpConversation(socket, records.FromClient, records.FromServer, conversation).RunAsync();
        lock (_gate) _sockets.Remove(socket);
        socket.Dispose();
    }
}

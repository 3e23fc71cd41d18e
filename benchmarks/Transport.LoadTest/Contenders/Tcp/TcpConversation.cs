using System.Net.Sockets;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>The loop of a connection, the same at both ends: receive, run the conversation over all that came, send what it said in one call.</summary>
internal sealed class TcpConversation(Socket socket, TcpRecord inbound, TcpRecord outbound, Conversation conversation)
{
    // A connection at rest should own little; one that is busy reads much at once.
    private const int SmallestBuffer = 512;
    private const int LargestRead = 64 * 1024;

    private byte[] _input = new byte[SmallestBuffer];
    private byte[] _output = [];
    private int _filled;
    private int _queued;
    private bool _wantsMore;

    public async Task RunAsync()
    {
        string? failure = null;
        try
        {
            while (true)
            {
                var memory = ReadMemory();
                var count = await socket.ReceiveAsync(memory);
                if (count == 0) break;
                _filled += count;
                _wantsMore = count == memory.Length;
                TakeRecords();
                if (_queued == 0) continue;
                await SendAllAsync();
            }
            failure = "The other end hung up.";
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            failure = exception.Message;
        }
        conversation.End(failure);
    }

    private Memory<byte> ReadMemory()
    {
        if (_wantsMore && _input.Length < Math.Max(LargestRead, inbound.Bytes)) Array.Resize(ref _input, Math.Max(Math.Min(_input.Length * 2, LargestRead), inbound.Bytes));
        // Of a long record no more than the rest of it, so that nothing has to be moved afterwards.
        return inbound.Bytes >= LargestRead && _input.Length >= inbound.Bytes
            ? _input.AsMemory(_filled, inbound.Bytes - _filled)
            : _input.AsMemory(_filled);
    }

    private void TakeRecords()
    {
        var position = 0;
        for (; _filled - position >= inbound.Bytes; position += inbound.Bytes)
        {
            conversation.Receive(_input.AsMemory(position + inbound.HeaderBytes, inbound.MessageBytes));
            while (conversation.TryNext(out ReadOnlyMemory<byte> message)) Queue(message.Span);
        }
        _filled -= position;
        if (position > 0 && _filled > 0) _input.AsSpan(position, _filled).CopyTo(_input);
    }

    private void Queue(ReadOnlySpan<byte> message)
    {
        if (_output.Length < _queued + outbound.Bytes) Array.Resize(ref _output, Math.Max(_output.Length * 2, _queued + outbound.Bytes));
        message.CopyTo(_output.AsSpan(_queued + outbound.HeaderBytes));
        _queued += outbound.Bytes;
    }

    private async ValueTask SendAllAsync()
    {
        for (var sent = 0; sent < _queued;) sent += await socket.SendAsync(_output.AsMemory(sent, _queued - sent));
        _queued = 0;
    }
}

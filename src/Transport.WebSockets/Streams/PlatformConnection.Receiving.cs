using System.Net.WebSockets;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// From the platform's socket to the owner. There is no flow control: what is not read waits in the page, without a limit.
internal sealed partial class PlatformConnection
{
    private async Task<DisconnectInfo> ReceiveAsync()
    {
        var block = MessageBlock.Rent(FirstBlockBytes);
        try
        {
            var filled = 0;
            while (true)
            {
                while (!_discardsInbound && !_room.IsEmpty && (_room.Packets == 0 || _room.Bytes < filled)) await _room.WaitAsync().ConfigureAwait(false);
                var result = await _socket.ReceiveAsync(block.Buffer.AsMemory(filled), _cut.Token).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close) return await AnswerCloseAsync().ConfigureAwait(false);
                filled += result.Count;
                if (filled > _options.MaxMessageBytes) return await FailAsync(ProtocolFailure.MessageTooBig).ConfigureAwait(false);
                if (result.EndOfMessage)
                {
                    block.Add(0, filled, result.MessageType == WebSocketMessageType.Text);
                    var complete = block;
                    // Many small messages that wait shall not hold far more memory than the limits say.
                    if (filled < block.Buffer.Length / 4) complete = block.MoveMessages();
                    else block = MessageBlock.Rent(FirstBlockBytes);
                    filled = 0;
                    HandOver(complete);
                }
                else if (filled == block.Buffer.Length)
                {
                    block.Grow(filled * 2, 0, filled);
                }
            }
        }
        finally
        {
            block.Release();
        }
    }

    private void HandOver(MessageBlock block)
    {
        if (_discardsInbound)
        {
            block.Release();
            return;
        }
        Volatile.Write(ref _packetsReceived, _packetsReceived + 1);
        Volatile.Write(ref _bytesReceived, _bytesReceived + block.PayloadBytes);
        _room.Take(block);
        _owner.Messages(this, block);
    }
}

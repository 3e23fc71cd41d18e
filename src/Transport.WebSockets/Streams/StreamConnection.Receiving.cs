using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// The receive loop: bytes from the stream, through the reader, as blocks to the owner.
internal sealed partial class StreamConnection
{
    private async Task<DisconnectInfo> ReceiveAsync()
    {
        var stream = _stream!;
        var owesPong = false;
        while (true)
        {
            if (_discardsInbound) _reader.SkipRest();
            switch (_reader.Read(_room.Packets, _room.Bytes))
            {
                case ReadOutcome.NeedMoreBytes:
                    HandOver();
                    if (owesPong) _outbound.Flush();
                    owesPong = false;
                    var count = await stream.ReadAsync(_reader.GetMemory()).ConfigureAwait(false);
                    if (count == 0) return Ended("The stream ended without a close.");
                    _reader.Advance(count);
                    Heard();
                    break;
                case ReadOutcome.InboundFull:
                    HandOver();
                    if (owesPong) _outbound.Flush();
                    owesPong = false;
                    await WaitForRoomAsync().ConfigureAwait(false);
                    break;
                case ReadOutcome.Ping:
                    _outbound.AddPong(_reader.ControlPayload);
                    owesPong = true;
                    break;
                case ReadOutcome.Pong:
                    lock (_gate) _liveness.PongReceived(_reader.ControlPayload, _services.Clock.Now);
                    break;
                case ReadOutcome.Close:
                    HandOver();
                    return AnswerClose(_reader.CloseCode, _reader.CloseReason);
                case ReadOutcome.Failed:
                    HandOver();
                    return FailForRemote(_reader.Failure);
            }
        }
    }

    public override void SkipFirst(MessageBlock block)
    {
        var bytes = block[0].Payload.Length;
        _room.GiveBack(bytes, packets: 1);
        block.RemoveFirst();
        Volatile.Write(ref _packetsReceived, _packetsReceived - 1);
        Volatile.Write(ref _bytesReceived, _bytesReceived - bytes);
    }

    private void HandOver()
    {
        if (_reader.TakeBlock() is not { } block) return;
        Volatile.Write(ref _packetsReceived, _packetsReceived + block.Count);
        Volatile.Write(ref _bytesReceived, _bytesReceived + block.PayloadBytes);
        _room.Take(block);
        _owner.Messages(this, block);
    }

    // While reading is stopped, silence is this end's own doing.
    private async ValueTask WaitForRoomAsync()
    {
        lock (_gate) _liveness.Pause(_services.Clock.Now);
        await _room.WaitAsync().ConfigureAwait(false);
        lock (_gate) _liveness.Resume(_services.Clock.Now);
    }

    private void Heard()
    {
        if (_liveness.IsOff) return;
        lock (_gate) _liveness.Heard(_services.Clock.Now);
    }
}

using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// The receive loop: bytes from the stream, through the reader, as blocks to the owner.
internal sealed partial class StreamConnection
{
    // A few short packets, or a ping.
    private const int AtRestBytes = 128;

    private readonly byte[] _atRest = new byte[AtRestBytes];
    private bool _comesMuch;

    private async Task<DisconnectInfo> ReceiveAsync()
    {
        var stream = _stream!;
        var owesPong = false;
        while (true)
        {
            if (_discardsInbound) _reader.SkipRest();
            switch (_reader.Read(_room.Packets, _room.Bytes, _room.IsEmpty))
            {
                case ReadOutcome.NeedMoreBytes:
                    HandOver();
                    if (owesPong) _outbound.Flush();
                    owesPong = false;
                    // As long as little comes it comes into a buffer of the connection's own, and no block is held meanwhile.
                    var isAtRest = !_comesMuch && _reader.BufferBytes == 0;
                    var count = await stream.ReadAsync(isAtRest ? _atRest : _reader.GetMemory()).ConfigureAwait(false);
                    if (count == 0) return Ended("The stream ended without a close.");
                    if (isAtRest) _reader.Append(_atRest.AsSpan(0, count));
                    else _reader.Advance(count);
                    _comesMuch = count >= AtRestBytes;
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
        Volatile.Write(ref _packetsReceived, _packetsReceived - 1);
        Volatile.Write(ref _bytesReceived, _bytesReceived - block[0].Payload.Length);
        _room.GiveBack(block[0].Payload.Length, packets: 1);
        block.RemoveFirst();
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

using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// From open to nothing: the closing handshake (RFC 6455 section 7), cuts, and the time given to the last bytes.
internal sealed partial class StreamConnection
{
    public override void Close(int code, string reason, bool discardInbound)
    {
        bool wasOpen;
        lock (_gate)
        {
            if (_phase is not (Phase.Opening or Phase.Open)) return;
            wasOpen = _phase == Phase.Open;
            if (wasOpen)
            {
                _phase = Phase.Closing;
                _deadline = _services.Clock.Now + _options.DrainTimeout;
                Closing.SendClose(code, reason);
                Seal();
            }
        }
        if (!wasOpen)
        {
            Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
            return;
        }
        if (discardInbound) DiscardInbound();
        _outbound.Flush();
        Reschedule();
    }

    public override void DiscardInbound()
    {
        _discardsInbound = true;
        _room.Wake();
    }

    public override void Fail(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_phase != Phase.Open) return;
            _phase = Phase.Closing;
            _deadline = _services.Clock.Now + _options.CloseTimeout;
            Closing.Fail(new ProtocolFailure(info.Code, info.Text, info.Reason));
            Seal(dropPending: true);
        }
        DiscardInbound();
        _outbound.Flush();
        Reschedule();
        End(info);
    }

    public override void Abort(DisconnectInfo info)
    {
        Stream? stream;
        CancellationTokenSource? opening;
        lock (_gate)
        {
            if (_phase == Phase.Cut) return;
            opening = _opening;
            _phase = Phase.Cut;
            _cut = info;
            stream = _stream;
        }
        Reschedule();
        opening?.Cancel();
        _outbound.Break();
        stream?.Dispose();
        _room.Wake();
        End(info);
    }

    private DisconnectInfo AnswerClose(int code, string reason)
    {
        lock (_gate)
        {
            if (Closing.ReceiveClose(code, reason) == ClosingAction.Echo)
            {
                Closing.SendClose();
                EnterLingering();
                Seal();
            }
            return Closing.Info;
        }
    }

    private DisconnectInfo FailForRemote(ProtocolFailure failure)
    {
        lock (_gate)
        {
            if (Closing.Fail(failure) == ClosingAction.SendCloseAndEndStream)
            {
                EnterLingering();
                Seal();
            }
            return Closing.Info;
        }
    }

    // What is known of the end, or that the stream ended on its own.
    private DisconnectInfo Ended(string text)
    {
        lock (_gate)
        {
            Closing.StreamEnded(text: text);
            return Closing.Info;
        }
    }

    private void Seal(bool dropPending = false)
    {
        Span<byte> frame = stackalloc byte[CloseFrame.MaxPayloadBytes];
        _outbound.Seal(frame[..CloseFrame.Write(frame, Closing.CodeToSend, Closing.ReasonToSend)], dropPending);
    }

    private void EnterLingering()
    {
        lock (_gate)
        {
            if (_phase == Phase.Cut) return;
            _phase = Phase.Lingering;
            _deadline = _services.Clock.Now + _options.DrainTimeout;
        }
        Reschedule();
    }

    // The close frame is written; from now on the remote is awaited.
    void IOutboundOwner.Drained() => GiveTimeToHangUp();

    private void GiveTimeToHangUp()
    {
        lock (_gate)
        {
            if (_phase is not (Phase.Closing or Phase.Lingering)) return;
            _deadline = _services.Clock.Now + _options.CloseTimeout;
        }
        Reschedule();
    }

    // What the remote said before it went may still be on its way in: the receive loop finds the end, or the deadline does.
    void IOutboundOwner.WriteFailed(Exception exception)
    {
        lock (_gate)
        {
            if (_phase is not (Phase.Open or Phase.Closing)) return;
            _phase = Phase.Closing;
            _lateText = exception.Message;
            _deadline = _services.Clock.Now + _options.CloseTimeout;
        }
        Reschedule();
    }

    // After an exchange of closes, or a failure that the remote has to be told: let the last bytes leave, then hang up in a way that
    // does not destroy them on their way (RFC 6455 section 7.1.1).
    private async Task LingerAsync()
    {
        lock (_gate)
        {
            if (_phase == Phase.Cut || _stream is null) return;
            if (_phase is Phase.Opening or Phase.Open) return;
        }
        EnterLingering();
        try
        {
            _outbound.Flush();
            await _outbound.DrainAsync().ConfigureAwait(false);
            GiveTimeToHangUp();
            if (_role == WebSocketRole.Client || await TryEndWritingAsync().ConfigureAwait(false)) await SkipToEndAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The end was told; what a stream throws on its way out changes nothing.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The remote was quicker, or the deadline came.
        }
    }

    // A host's stream that cannot end in one direction alone is ended whole; its remote waits for that, and what was written is its own to deliver.
    private async Task<bool> TryEndWritingAsync()
    {
        if (_stream is SslStream secure) await secure.ShutdownAsync().ConfigureAwait(false);
        Socket?.Shutdown(SocketShutdown.Send);
        return Socket is not null || _stream is SslStream;
    }

    private async Task SkipToEndAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(HandshakeReadBytes);
        try
        {
            while (await _stream!.ReadAsync(buffer).ConfigureAwait(false) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// From open to nothing: the closing handshake (RFC 6455 section 7), cuts, and the time given to the last bytes.
internal sealed partial class StreamConnection
{
    private static DisconnectInfo ClosedWithoutAnswer => new(
        DisconnectReason.Closed, DisconnectOrigin.Local, CloseCode.None, "The other end did not answer the close.");

    private static DisconnectInfo CutHere => new(DisconnectReason.Aborted, DisconnectOrigin.Local);

    public override void Close(int code, string reason, bool discardInbound)
    {
        lock (_gate)
        {
            if (_phase is not (Phase.Opening or Phase.Open)) return;
            if (_phase == Phase.Open)
            {
                _phase = Phase.Closing;
                _deadline = _services.Clock.Now + _options.DrainTimeout;
                Seal(code, reason, dropPending: false);
            }
        }
        if (discardInbound) DiscardInbound();
        if (_phase == Phase.Closing)
        {
            _outbound.Flush();
            Reschedule();
        }
        else
        {
            Abort(CutHere);
        }
    }

    public override void Fail(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_phase != Phase.Open) return;
            _phase = Phase.Closing;
            _deadline = _services.Clock.Now + _options.CloseTimeout;
            _localEnd = info;
            Seal(info.Code, info.Text, dropPending: true);
        }
        DiscardInbound();
        _outbound.Flush();
        Reschedule();
        End(info);
    }

    public override void Abort(DisconnectInfo info)
    {
        Stream? stream;
        bool wasOpening;
        lock (_gate)
        {
            if (_phase == Phase.Cut) return;
            wasOpening = _phase == Phase.Opening;
            _phase = Phase.Cut;
            stream = _stream;
        }
        Reschedule();
        if (wasOpening) _opening.Cancel();
        _outbound.Break();
        stream?.Dispose();
        _room.Lift();
        End(info);
    }

    private DisconnectInfo AnswerClose(int code, string reason)
    {
        lock (_gate)
        {
            if (_phase == Phase.Closing)
                return _localEnd ?? new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, code, reason, isClean: true);
            EnterLingering();
            Seal(code, reason, dropPending: false);
        }
        _outbound.Flush();
        Reschedule();
        var why = code switch
        {
            CloseCode.MessageTooBig => DisconnectReason.PacketTooLarge,
            CloseCode.ProtocolError or CloseCode.UnsupportedData or CloseCode.InvalidPayload => DisconnectReason.ProtocolError,
            _ => DisconnectReason.Closed,
        };
        return new DisconnectInfo(why, DisconnectOrigin.Remote, code, reason, isClean: true);
    }

    private DisconnectInfo FailForRemote(ProtocolFailure failure)
    {
        var info = new DisconnectInfo(failure.Reason, DisconnectOrigin.Local, failure.Code, failure.Text);
        lock (_gate)
        {
            if (_phase != Phase.Open) return _localEnd ?? info;
            EnterLingering();
            Seal(failure.Code, failure.Text, dropPending: false);
        }
        _outbound.Flush();
        Reschedule();
        return info;
    }

    private DisconnectInfo StreamEnded()
    {
        lock (_gate)
        {
            return _phase switch
            {
                Phase.Closing => _localEnd ?? ClosedWithoutAnswer,
                _ => new DisconnectInfo(
                    DisconnectReason.ConnectionLost, DisconnectOrigin.Network, CloseCode.None, "The stream ended without a close."),
            };
        }
    }

    private void Seal(int code, string reason, bool dropPending)
    {
        Span<byte> frame = stackalloc byte[CloseFrame.MaxBytes];
        _outbound.Seal(frame[..CloseFrame.Write(frame, code, reason)], dropPending);
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

    private void DiscardInbound()
    {
        _discardsInbound = true;
        _room.Lift();
    }

    // The close frame is written; from now on the remote is awaited.
    private void OnDrained()
    {
        lock (_gate)
        {
            if (_phase is not (Phase.Closing or Phase.Lingering)) return;
            var due = _services.Clock.Now + _options.CloseTimeout;
            if (due < _deadline) _deadline = due;
        }
        Reschedule();
    }

    // What the remote said before it went may still be on its way in; the receive loop finds the end, or the deadline does.
    private void OnWriteFailed(Exception exception)
    {
        lock (_gate)
        {
            if (_phase is not (Phase.Open or Phase.Closing)) return;
            if (_phase == Phase.Open)
            {
                _localEnd = new DisconnectInfo(
                    DisconnectReason.ConnectionLost, DisconnectOrigin.Network, CloseCode.None, exception.Message);
            }
            _phase = Phase.Closing;
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
        DiscardInbound();
        EnterLingering();
        try
        {
            await _outbound.DrainAsync().ConfigureAwait(false);
            OnDrained();
            if (_role == WebSocketRole.Server) await EndStreamAsync().ConfigureAwait(false);
            await SkipToEndAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The remote was quicker, or the deadline came.
        }
    }

    private async Task EndStreamAsync()
    {
        if (_stream is SslStream secure) await secure.ShutdownAsync().ConfigureAwait(false);
        Socket?.Shutdown(SocketShutdown.Send);
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

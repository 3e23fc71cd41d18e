using System.Net.WebSockets;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// Every way to an end, and what is told of it.
internal sealed partial class PlatformConnection
{
    private const string NotConnected =
        "A page is not told why: nobody listens, the server refused, or its certificate is not trusted. The browser's console may know.";

    private const string NotSecure = "A page that came by https connects by wss:// only.";

    public override void Close(int code, string reason, bool discardInbound)
    {
        bool isOpen;
        lock (_gate)
        {
            if (_state is not (WebSocketState.Connecting or WebSocketState.Open)) return;
            isOpen = _state == WebSocketState.Open;
            if (isOpen) BeginClose(code, reason);
        }
        if (discardInbound) _discardsInbound = true;
        if (isOpen) _ = CloseAsync(_options.DrainTimeout);
        else Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
    }

    public override void Fail(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_state != WebSocketState.Open) return;
            _state = WebSocketState.Closing;
            _closing.Fail(new ProtocolFailure(info.Code, info.Text, info.Reason));
            _outbound.Seal(dropPending: true);
        }
        _discardsInbound = true;
        _ = CloseAsync(_options.CloseTimeout);
        End(info);
    }

    public override void Abort(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_state == WebSocketState.Closed) return;
            _state = WebSocketState.Closed;
            _cutInfo = info;
        }
        _outbound.Seal(dropPending: true);
        // A page cannot cut; the socket's own way would say 1000.
        if (ConnectionFactory.IsBrowser) _ = SendCloseAsync(PageCloseCode.Cut, "");
        _cut.Cancel();
        _socket.Abort();
        _room.Wake();
        End(info);
    }

    public override void OnTime(TimeSpan now)
    {
        DisconnectInfo info;
        lock (_gate)
        {
            if (now < _deadline) return;
            _deadline = TimeSpan.MaxValue;
            info = _state is WebSocketState.Connecting or WebSocketState.Open
                ? new DisconnectInfo(
                    DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Local, CloseCode.None,
                    $"The handshake took longer than {_options.HandshakeTimeout.TotalSeconds:0.###} s.")
                : Ended("The other end did not answer the close in time.");
        }
        Abort(info);
    }

    private void BeginClose(int code, string reason)
    {
        _state = WebSocketState.Closing;
        _closing.SendClose(code, reason);
        _outbound.Seal(dropPending: false);
    }

    private async Task CloseAsync(TimeSpan drainTime)
    {
        SetDeadline(_services.Clock.Now + drainTime);
        _room.Wake();
        Flush();
        await _outbound.DrainAsync().ConfigureAwait(false);
        await SendCloseAsync().ConfigureAwait(false);
        SetDeadline(_services.Clock.Now + _options.CloseTimeout);
    }

    private Task SendCloseAsync() => SendCloseAsync(
        ConnectionFactory.IsBrowser ? PageCloseCode.From(_closing.CodeToSend) : _closing.CodeToSend, _closing.ReasonToSend);

    private async Task SendCloseAsync(int code, string reason)
    {
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, _cut.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // It ended meanwhile; the receive loop tells how.
        }
    }

    private async Task<DisconnectInfo> AnswerCloseAsync()
    {
        DisconnectInfo info;
        bool echo;
        lock (_gate)
        {
            var code = _socket.CloseStatus is { } status and not WebSocketCloseStatus.Empty ? (int)status : CloseCode.NoStatus;
            echo = _closing.ReceiveClose(code, _socket.CloseStatusDescription ?? "") == ClosingAction.Echo;
            info = _closing.Info;
            _state = WebSocketState.Closing;
        }
        if (echo && _socket.State == System.Net.WebSockets.WebSocketState.CloseReceived) await SendCloseAsync().ConfigureAwait(false);
        return info;
    }

    private async Task<DisconnectInfo> FailAsync(ProtocolFailure failure)
    {
        lock (_gate)
        {
            _state = WebSocketState.Closing;
            _closing.Fail(failure);
            _outbound.Seal(dropPending: false);
        }
        SetDeadline(_services.Clock.Now + _options.DrainTimeout);
        Flush();
        await _outbound.DrainAsync().ConfigureAwait(false);
        await SendCloseAsync().ConfigureAwait(false);
        lock (_gate) return _closing.Info;
    }

    private DisconnectInfo Explain(Exception exception)
    {
        lock (_gate)
        {
            if (_state == WebSocketState.Connecting)
                return new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, CloseCode.None, WhyNot(exception));
            // A browser tells a close with another code than 1000 by throwing.
            if (_socket.CloseStatus is { } status && (int)status != CloseCode.Abnormal)
            {
                _closing.ReceiveClose((int)status, _socket.CloseStatusDescription ?? "");
                return _closing.Info;
            }
            return Ended(exception.Message);
        }
    }

    private static string WhyNot(Exception exception) => ConnectionFactory.IsBrowser ? NotConnected : exception.Message;

    private DisconnectInfo Ended(string text)
    {
        _closing.StreamEnded(text: text);
        return _closing.Info;
    }

    private void End(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_hasEnded) return;
            _hasEnded = true;
            info = _cutInfo ?? info;
            Ending = new ConnectionEnd(info, _closing.ReceivedCode, _closing.ReceivedReason);
        }
        _owner.Ended(this, info);
    }
}

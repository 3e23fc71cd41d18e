using System.Net.WebSockets;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// A client's connection over the platform's own WebSocket: in a browser the page's, which is the only one there. It answers pings and sends
/// none, knows no header and no address, and may close with 1000 and 3000 to 4999 only.
/// </summary>
internal sealed class PlatformConnection : WebSocketConnection, IDisposable
{
    private const int FirstBlockBytes = 4096;

    private readonly object _gate = new();
    private readonly WebSocketUrl _url;
    private readonly WebSocketOptions _options;
    private readonly IConnectionOwner _owner;
    private readonly ConnectionServices _services;
    private readonly bool _awaitsConfirmation;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly PlatformOutbound _outbound;
    private readonly InboundRoom _room;
    private readonly ClosingHandshake _closing = new();
    private WebSocketState _state = WebSocketState.Connecting;
    private TimeSpan _deadline;
    private long _packetsReceived;
    private long _bytesReceived;
    private DisconnectInfo? _cutInfo;
    private bool _hasEnded;
    private volatile bool _discardsInbound;

    public PlatformConnection(
        WebSocketUrl url, WebSocketOptions options, IConnectionOwner owner, ConnectionServices services, bool awaitsConfirmation)
    {
        _url = url;
        _options = options;
        _owner = owner;
        _services = services;
        _awaitsConfirmation = awaitsConfirmation;
        RequestedUrl = url.ToString();
        _outbound = new PlatformOutbound(_socket, options.OutboundQueueBytes, options.OutboundQueuePackets);
        _room = new InboundRoom(options.InboundQueueBytes, options.InboundQueuePackets);
        foreach (var protocol in options.SupportedProtocols) _socket.Options.AddSubProtocol(protocol);
    }

    public override WebSocketState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    public override TimeSpan NextDue
    {
        get
        {
            lock (_gate) return _deadline;
        }
    }

    public void Start()
    {
        SetDeadline(_services.Clock.Now + _options.HandshakeTimeout);
        _services.Clock.Add(this);
        Completion = RunAsync();
    }

    public override QueueOutcome Send(bool isText, ReadOnlySpan<byte> payload)
    {
        var outcome = _outbound.TryAdd(isText, payload);
        if (outcome == QueueOutcome.AddedFirst) _services.FlushQueue.Add(this);
        return outcome;
    }

    public override QueueOutcome SendFramed(ReadOnlySpan<byte> frame, int payloadBytes) =>
        throw new NotSupportedException("The platform's socket frames by itself.");

    public override void Flush() => _ = _outbound.FlushAsync();

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

    public override void DiscardInbound()
    {
        _discardsInbound = true;
        _room.Wake();
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
        _cut.Cancel();
        _socket.Abort();
        _room.Wake();
        End(info);
    }

    public override void Greet(ReadOnlySpan<byte> payload) => throw new NotSupportedException("The platform's socket is a client's.");

    public override void SkipFirst(MessageBlock block)
    {
        Volatile.Write(ref _packetsReceived, _packetsReceived - 1);
        Volatile.Write(ref _bytesReceived, _bytesReceived - block[0].Payload.Length);
        _room.GiveBack(block[0].Payload.Length, packets: 1);
        block.RemoveFirst();
    }

    public override void Confirm() => SetDeadline(TimeSpan.MaxValue);

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

    public override PeerStatistics GetStatistics()
    {
        _outbound.Count(out var packets, out var bytes, out var queuedPackets, out var queuedBytes);
        return new PeerStatistics
        {
            PacketsSent = packets,
            BytesSent = bytes,
            PacketsReceived = Volatile.Read(ref _packetsReceived),
            BytesReceived = Volatile.Read(ref _bytesReceived),
            QueuedPackets = queuedPackets,
            QueuedBytes = queuedBytes,
        };
    }

    // The token source holds nothing, and an Abort may be about to cancel it.
    public void Dispose() => _socket.Dispose();

    private async Task RunAsync()
    {
        DisconnectInfo end;
        try
        {
            await _socket.ConnectAsync(new Uri(_url.ToString()), _cut.Token).ConfigureAwait(false);
            Open();
            end = await ReceiveAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the platform throws is the end of this connection, told to the owner.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            end = Explain(exception);
        }
        End(end);
        lock (_gate) _state = WebSocketState.Closed;
        _services.Clock.Remove(this);
        _outbound.Seal(dropPending: true);
        Dispose();
    }

    private void Open()
    {
        lock (_gate)
        {
            if (_state != WebSocketState.Connecting) throw new OperationCanceledException();
            _state = WebSocketState.Open;
        }
        if (!_awaitsConfirmation) SetDeadline(TimeSpan.MaxValue);
        SelectedProtocol = _socket.SubProtocol ?? "";
        _outbound.Open();
        _owner.Opened(this);
        Flush();
    }

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
                    filled = 0;
                    var complete = block;
                    block = MessageBlock.Rent(FirstBlockBytes);
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

    private async Task SendCloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(
                (WebSocketCloseStatus)PlatformCode(_closing.CodeToSend), _closing.ReasonToSend, _cut.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // It ended meanwhile; the receive loop tells how.
        }
    }

    // A page may say 1000 and 3000 to 4999: the others travel as 3000 more than their last three digits.
    private static int PlatformCode(int code) =>
        !ConnectionFactory.IsBrowser || code is CloseCode.Normal or >= 3000 ? code
        : code == CloseCode.NoStatus ? CloseCode.Normal
        : code + 2000;

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
                return new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, CloseCode.None, exception.Message);
            // A browser tells a close with another code than 1000 by throwing.
            if (_socket.CloseStatus is { } status && (int)status != CloseCode.Abnormal)
            {
                _closing.ReceiveClose((int)status, _socket.CloseStatusDescription ?? "");
                return _closing.Info;
            }
            return Ended(exception.Message);
        }
    }

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

    private void SetDeadline(TimeSpan deadline)
    {
        lock (_gate) _deadline = deadline;
        _services.Clock.Schedule(deadline);
    }
}

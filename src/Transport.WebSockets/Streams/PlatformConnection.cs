using System.Net.WebSockets;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// A client's connection over the platform's own WebSocket: in a browser the page's, which is the only one there. It answers pings and sends
/// none, knows no header and no address, and may close with 1000 and 3000 to 4999 only.
/// </summary>
internal sealed partial class PlatformConnection : WebSocketConnection, IDisposable
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
        Upgrade.Client upgrade, WebSocketOptions options, IConnectionOwner owner, ConnectionServices services, bool awaitsConfirmation)
    {
        _url = upgrade.Url;
        _options = options;
        _owner = owner;
        _services = services;
        _awaitsConfirmation = awaitsConfirmation;
        RequestedUrl = _url.ToString();
        _outbound = new PlatformOutbound(_socket, options.OutboundQueueBytes, options.OutboundQueuePackets);
        _room = new InboundRoom(options.InboundQueueBytes, options.InboundQueuePackets);
        foreach (var protocol in upgrade.Handshake.Protocols) _socket.Options.AddSubProtocol(protocol);
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

    public override void DiscardInbound()
    {
        _discardsInbound = true;
        _room.Wake();
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
        End(await LiveAsync().ConfigureAwait(false));
        lock (_gate) _state = WebSocketState.Closed;
        _services.Clock.Remove(this);
        _outbound.Seal(dropPending: true);
        Dispose();
        _owner.Released(this);
    }

    private async Task<DisconnectInfo> LiveAsync()
    {
        if (!_url.IsSecure && BrowserPage.IsSecure) return new DisconnectInfo(DisconnectReason.SecurityFailed, DisconnectOrigin.Local, CloseCode.None, NotSecure);
        try
        {
            await _socket.ConnectAsync(new Uri(_url.ToString()), _cut.Token).ConfigureAwait(false);
            Open();
            return await ReceiveAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the platform throws is the end of this connection, told to the owner.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Explain(exception);
        }
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

    private void SetDeadline(TimeSpan deadline)
    {
        lock (_gate) _deadline = deadline;
        _services.Clock.Schedule(deadline);
    }
}

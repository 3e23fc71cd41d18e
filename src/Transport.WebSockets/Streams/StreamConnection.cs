using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// A connection over a stream: drives the pure core. One task opens, shakes hands, receives and lingers, in this order; whoever sends
/// writes (<see cref="OutboundQueue"/>).
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "RunAsync releases what it owns, when the connection is over; the token source holds nothing.")]
internal sealed partial class StreamConnection : WebSocketConnection, IOutboundOwner
{
    private readonly WebSocketRole _role;
    private readonly WebSocketOptions _options;
    private readonly IConnectionOwner _owner;
    private readonly ConnectionServices _services;
    private readonly OutboundQueue _outbound;

    // Owned by the receive loop.
    private readonly MessageReader _reader;
    private readonly InboundRoom _room;
    private long _packetsReceived;
    private long _bytesReceived;

    // Shared, under _gate.
    private readonly object _gate = new();
    // While it opens. Never disposed, since an Abort may be about to cancel it; without a timer it holds nothing.
    private CancellationTokenSource? _opening = new();
    private readonly Liveness _liveness;
    private readonly bool _awaitsConfirmation;
    private Stream? _stream;
    private Phase _phase = Phase.Opening;
    private ClosingHandshake? _closing;
    private TimeSpan _deadline;
    private DisconnectInfo? _cut;
    private bool _hasEnded;
    private bool _isTold;
    private TaskCompletionSource<bool>? _told;
    private volatile bool _discardsInbound;

    public StreamConnection(WebSocketRole role, WebSocketOptions options, IConnectionOwner owner, ConnectionServices services, bool awaitsConfirmation = false)
    {
        _role = role;
        _options = options;
        _owner = owner;
        _services = services;
        _awaitsConfirmation = awaitsConfirmation;
        _reader = new MessageReader(role, options.MaxMessageBytes);
        _room = new InboundRoom(options.InboundQueueBytes, options.InboundQueuePackets);
        _liveness = new Liveness(options.PingInterval, options.PingInterval > TimeSpan.Zero ? options.SilenceLimit : TimeSpan.Zero, Early);
        _outbound = new OutboundQueue(role == WebSocketRole.Client, options.OutboundQueueBytes, options.OutboundQueuePackets, this);
    }

    // A connection at rest does not own what only its end needs.
    private ClosingHandshake Closing => _closing ??= new ClosingHandshake();

    private enum Phase
    {
        /// <summary>Name, TCP, TLS, HTTP; and the owner's confirmation when it is awaited.</summary>
        Opening,

        /// <summary>Messages flow.</summary>
        Open,

        /// <summary>Our close frame is queued, the remote's answer is awaited.</summary>
        Closing,

        /// <summary>Told over; the last bytes leave and the remote is given time to hang up.</summary>
        Lingering,

        /// <summary>Nothing is left to do but to release.</summary>
        Cut,
    }

    public override WebSocketState State
    {
        get
        {
            lock (_gate)
            {
                return _phase switch
                {
                    Phase.Opening => WebSocketState.Connecting,
                    Phase.Open => WebSocketState.Open,
                    Phase.Closing => WebSocketState.Closing,
                    _ => WebSocketState.Closed,
                };
            }
        }
    }

    /// <summary>Begins. The connection tells its owner what comes of it.</summary>
    /// <param name="source">Where the stream comes from.</param>
    /// <param name="handshake">The HTTP upgrade to be done over it; null when a host has done it.</param>
    public void Start(StreamSource source, Upgrade? handshake)
    {
        _deadline = _services.Clock.Now + _options.HandshakeTimeout;
        RemoteEndPoint = source.RemoteEndPoint;
        _services.Clock.Add(this);
        Reschedule();
        Completion = RunAsync(source, handshake);
    }

    public override QueueOutcome Send(bool isText, ReadOnlySpan<byte> payload) =>
        Announce(_outbound.TryAdd(isText ? Opcode.Text : Opcode.Binary, payload));

    public override QueueOutcome SendFramed(ReadOnlySpan<byte> frame, int payloadBytes) => Announce(_outbound.TryAddFramed(frame, payloadBytes));

    public override void Greet(ReadOnlySpan<byte> payload) => _outbound.AddUncounted(Opcode.Binary, payload);

    public override void Flush() => _outbound.Flush();

    public override PeerStatistics GetStatistics()
    {
        _outbound.Count(out var packets, out var bytes, out var queuedPackets, out var queuedBytes);
        TimeSpan? roundTrip;
        lock (_gate) roundTrip = _liveness.RoundTripTime;
        return new PeerStatistics
        {
            RoundTripTime = roundTrip,
            PacketsSent = packets,
            BytesSent = bytes,
            PacketsReceived = Volatile.Read(ref _packetsReceived),
            BytesReceived = Volatile.Read(ref _bytesReceived),
            QueuedPackets = queuedPackets,
            QueuedBytes = queuedBytes,
        };
    }

    private QueueOutcome Announce(QueueOutcome outcome)
    {
        if (outcome == QueueOutcome.AddedFirst) _services.FlushQueue.Add(this);
        return outcome;
    }

    private async Task RunAsync(StreamSource source, Upgrade? upgrade)
    {
        DisconnectInfo end;
        try
        {
            await OpenAsync(source, upgrade, _opening!.Token).ConfigureAwait(false);
            _owner.Opened(this);
            _outbound.Flush();
            end = await ReceiveAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a stream, a resolver or TLS throws is the end of this connection, told to the owner.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            end = Explain(exception);
        }
        try
        {
            End(end);
            // It may be another thread that tells it just now.
            await ToldAsync().ConfigureAwait(false);
            await LingerAsync().ConfigureAwait(false);
        }
        finally
        {
            try
            {
                await ReleaseAsync(source).ConfigureAwait(false);
            }
            finally
            {
                _owner.Released(this);
            }
        }
    }

    // The first end is the one that is told. What a loop finds out after a cut is only its echo, but may be quicker.
    private void End(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_hasEnded) return;
            _hasEnded = true;
            info = _cut ?? info;
            Ending = new ConnectionEnd(info, Closing.ReceivedCode, Closing.ReceivedReason);
        }
        try
        {
            if (_services.Logger.IsEnabled(LogLevel.Debug)) Log.ConnectionEnded(_services.Logger, RemoteEndPoint, info);
            _owner.Ended(this, info);
        }
        finally
        {
            lock (_gate)
            {
                _isTold = true;
                _told?.TrySetResult(true);
            }
        }
    }

    private Task ToldAsync()
    {
        lock (_gate)
        {
            if (_isTold) return Task.CompletedTask;
            _told ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _told.Task;
        }
    }

    // What was cut is disposed already. Anything else ends in order, and a host's stream tells the two apart by the way in which it is disposed.
    private async ValueTask ReleaseAsync(StreamSource source)
    {
        lock (_gate) _phase = Phase.Cut;
        _services.Clock.Remove(this);
        _outbound.Break();
        _reader.Dispose();
        if (_stream is not null) await _stream.DisposeAsync().ConfigureAwait(false);
        source.Dispose();
    }
}

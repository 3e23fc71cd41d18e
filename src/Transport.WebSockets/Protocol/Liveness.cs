using System.Buffers.Binary;

namespace Transport.WebSockets.Protocol;

/// <summary>
/// Pings at an interval, finds a remote dead by its silence, and measures the round trip. Times come in as what has passed since any
/// fixed moment. Silence counts only while somebody listens: not while reading is paused, and not from one <see cref="Next"/> to another
/// that comes more than <see cref="MaxLateness"/> after its time, since a process that stood still heard nothing. Not synchronised.
/// </summary>
internal sealed class Liveness
{
    public const int PingPayloadBytes = sizeof(long);

    /// <summary>A timer that is later than this tells that the process, not the remote, stood still.</summary>
    public static readonly TimeSpan MaxLateness = TimeSpan.FromSeconds(1);

    // Pings that a pong may still answer; older ones are past measuring.
    private const int PingsKept = 4;

    private readonly TimeSpan _pingInterval;
    private readonly TimeSpan _silenceLimit;
    private readonly TimeSpan _early;
    private readonly TimeSpan[] _pingTimes = new TimeSpan[PingsKept];

    private bool _isStarted;
    private TimeSpan _lastHeard;
    private TimeSpan _nextPing;
    private TimeSpan _lastAsked;
    private TimeSpan _due = TimeSpan.MaxValue;
    private TimeSpan? _pausedAt;
    private long _lastPing;
    private long _lastPong;

    /// <param name="pingInterval">From one ping to the next; zero for none.</param>
    /// <param name="silenceLimit">The silence after which the remote is dead; zero for never.</param>
    /// <param name="early">A ping is sent this much sooner than its time if <see cref="Next"/> is called by then.</param>
    public Liveness(TimeSpan pingInterval, TimeSpan silenceLimit, TimeSpan early = default)
    {
        if (pingInterval < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(pingInterval));
        if (silenceLimit < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(silenceLimit));
        _pingInterval = pingInterval;
        _silenceLimit = silenceLimit;
        _early = early;
    }

    /// <summary>Whether there is anything to do, ever.</summary>
    public bool IsOff => _pingInterval == TimeSpan.Zero && _silenceLimit == TimeSpan.Zero;

    /// <summary>The latest measured round trip.</summary>
    public TimeSpan? RoundTripTime { get; private set; }

    /// <summary>Bytes came from the remote, whatever they are. The first call starts the clock.</summary>
    public void Heard(TimeSpan now)
    {
        Start(now);
        _lastHeard = now;
        if (_pausedAt is not null) _pausedAt = now;
    }

    /// <summary>This end stops reading: the silence is its own.</summary>
    public void Pause(TimeSpan now)
    {
        Start(now);
        _pausedAt ??= now;
    }

    /// <summary>This end reads again: the silence goes on where it stood. What <see cref="Next"/> said before is out of date.</summary>
    public void Resume(TimeSpan now)
    {
        if (_pausedAt is not { } pausedAt) return;
        _lastHeard += now - pausedAt;
        _pausedAt = null;
    }

    /// <summary>What is to be done now, and when to ask again; <see cref="TimeSpan.MaxValue"/> when never.</summary>
    public LivenessAction Next(TimeSpan now, out TimeSpan due)
    {
        Start(now);
        if (now > _due && now - _due > MaxLateness) Forgive(now);
        var action = LivenessAction.None;
        if (DeadAt <= now)
        {
            action = LivenessAction.Dead;
        }
        else if (_pingInterval > TimeSpan.Zero && _nextPing - _early <= now)
        {
            action = LivenessAction.SendPing;
            _nextPing = now + _pingInterval;
        }
        due = _pingInterval > TimeSpan.Zero && _nextPing < DeadAt ? _nextPing : DeadAt;
        (_lastAsked, _due) = (now, due);
        return action;
    }

    /// <summary>Writes the payload of the next ping, <see cref="PingPayloadBytes"/> bytes: its number.</summary>
    public void WritePing(Span<byte> destination, TimeSpan now)
    {
        BinaryPrimitives.WriteInt64BigEndian(destination, ++_lastPing);
        _pingTimes[_lastPing % PingsKept] = now;
    }

    /// <summary>Measures the round trip, if the pong answers a ping of this end. A late or repeated answer measures nothing.</summary>
    public void PongReceived(ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (payload.Length != PingPayloadBytes) return;
        var ping = BinaryPrimitives.ReadInt64BigEndian(payload);
        if (ping <= _lastPong || ping > _lastPing || ping <= _lastPing - PingsKept) return;
        _lastPong = ping;
        RoundTripTime = now - _pingTimes[ping % PingsKept];
    }

    private TimeSpan DeadAt =>
        _silenceLimit == TimeSpan.Zero || _pausedAt is not null ? TimeSpan.MaxValue : _lastHeard + _silenceLimit;

    private void Start(TimeSpan now)
    {
        if (_isStarted) return;
        _isStarted = true;
        _lastHeard = _lastAsked = now;
        _nextPing = now + _pingInterval;
    }

    private void Forgive(TimeSpan now)
    {
        var from = _lastAsked > _lastHeard ? _lastAsked : _lastHeard;
        _lastHeard += now - from;
    }
}

using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

// Deadlines and pings, on the clock of the owner.
internal sealed partial class StreamConnection
{
    private long _nextDueTicks = TimeSpan.MaxValue.Ticks;
    private TimeSpan _livenessDue = TimeSpan.MaxValue;
    private string _lateText = "The other end did not answer the close in time.";

    public override TimeSpan NextDue => TimeSpan.FromTicks(Interlocked.Read(ref _nextDueTicks));

    // A hundredth of the interval is not missed, and the pings of many connections leave together.
    public override TimeSpan Early => TimeSpan.FromTicks(_options.PingInterval.Ticks / 100);

    public override void OnTime(TimeSpan now)
    {
        DisconnectInfo? cut = null;
        var ping = false;
        lock (_gate)
        {
            if (_phase == Phase.Cut) return;
            if (now >= _deadline)
            {
                cut = _phase switch
                {
                    Phase.Opening or Phase.Open => new DisconnectInfo(
                        DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Local, CloseCode.None,
                        $"The handshake took longer than {_options.HandshakeTimeout.TotalSeconds:0.###} s."),
                    _ => Ended(_lateText),
                };
            }
            else if (_phase == Phase.Open)
            {
                switch (_liveness.Next(now, out _livenessDue))
                {
                    case LivenessAction.Dead:
                        cut = new DisconnectInfo(
                            DisconnectReason.TimedOut, DisconnectOrigin.Network, CloseCode.None,
                            $"Nothing was heard for {_options.SilenceLimit.TotalSeconds:0.###} s.");
                        break;
                    case LivenessAction.SendPing:
                        Span<byte> payload = stackalloc byte[Liveness.PingPayloadBytes];
                        _liveness.WritePing(payload, now);
                        _outbound.AddPing(payload);
                        ping = true;
                        break;
                }
            }
        }
        if (cut is { } info)
        {
            Abort(info);
            return;
        }
        if (ping) _outbound.Flush();
        SetNextDue();
    }

    private void Reschedule() => _services.Clock.Schedule(SetNextDue());

    private TimeSpan SetNextDue()
    {
        TimeSpan due;
        lock (_gate)
        {
            due = _phase switch
            {
                Phase.Cut => TimeSpan.MaxValue,
                Phase.Open when _livenessDue < _deadline => _livenessDue,
                _ => _deadline,
            };
            Interlocked.Exchange(ref _nextDueTicks, due.Ticks);
        }
        return due;
    }
}

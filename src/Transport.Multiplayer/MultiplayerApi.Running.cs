using Transport.Multiplayer.Session;

namespace Transport.Multiplayer;

// The loop for those who have none.
public sealed partial class MultiplayerApi
{
    /// <summary>
    /// How long until <see cref="Poll"/> has something to do although nothing comes: a peer that takes too long to authenticate, an answer that
    /// does not arrive. <see cref="Timeout.InfiniteTimeSpan"/> for never, zero for now. For a loop of one's own, behind each Poll.
    /// </summary>
    public TimeSpan TimeUntilDue => Until(Min(_admission.NextDue, _calls.Pending.NextDue));

    /// <summary>
    /// Polls whenever there is something to do, and sleeps in between: until packets or peers come, a deadline is due or an answer is ready.
    /// Completes when the token is cancelled, or when the peer is Disconnected behind a Poll. The peer is started before.
    /// </summary>
    /// <remarks>
    /// Where there is a synchronization context, everything runs there. Where there is none, it runs on whichever thread the carrier goes on;
    /// one at a time.
    /// </remarks>
    /// <param name="cancellationToken">Ends the loop, not the session.</param>
    /// <exception cref="InvalidOperationException">Someone else waits for the peer.</exception>
    /// <exception cref="ObjectDisposedException">The api or its peer is disposed.</exception>
    /// <exception cref="Exception">Whatever a handler of an event threw. It may be run again.</exception>
    public Task RunAsync(CancellationToken cancellationToken) =>
        RunAsync(Timeout.InfiniteTimeSpan, static () => { }, cancellationToken);

    /// <summary><see cref="RunAsync(CancellationToken)"/>, with a tick in between at even intervals: a server's game loop.</summary>
    /// <param name="interval">From tick to tick. Ticks that were missed are left out.</param>
    /// <param name="tick">Called behind a Poll. What it sends leaves at once.</param>
    /// <param name="cancellationToken">Ends the loop, not the session.</param>
    /// <inheritdoc cref="RunAsync(CancellationToken)"/>
    public async Task RunAsync(TimeSpan interval, Action tick, CancellationToken cancellationToken = default)
    {
        if (tick is null) throw new ArgumentNullException(nameof(tick));
        if (interval <= TimeSpan.Zero && interval != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "An interval is above zero.");
        ThrowIfDisposed();
        var nextTick = interval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _clock.Now + interval;
        using var alarm = new Alarm(_timeProvider, _clock, _peer);
        while (!cancellationToken.IsCancellationRequested)
        {
            Poll();
            if (_peer.Status == ConnectionStatus.Disconnected) return;
            var now = _clock.Now;
            if (now >= nextTick)
            {
                tick();
                // On the grid of the first one, past what was missed.
                nextTick += TimeSpan.FromTicks(interval.Ticks * (1 + ((now - nextTick).Ticks / interval.Ticks)));
            }
            alarm.Set(Min(nextTick, Min(_admission.NextDue, _calls.Pending.NextDue)));
            try
            {
                // The game's code runs behind it, in Poll: on the caller's context, if there is one.
                await _peer.WaitForActivityAsync(cancellationToken).ConfigureAwait(true);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private TimeSpan Until(TimeSpan due)
    {
        if (due == TimeSpan.MaxValue) return Timeout.InfiniteTimeSpan;
        var wait = due - _clock.Now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

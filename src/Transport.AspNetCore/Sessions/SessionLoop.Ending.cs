using Transport.AspNetCore.Diagnostics;

namespace Transport.AspNetCore.Sessions;

// How a session ends: it is asked to from any thread, or finds itself empty; its peers are told, the game may save, everything is released.
internal sealed partial class SessionLoop
{
    private volatile ShutdownRequest? _shutdown;
    private Task? _saving;

    private bool IsPastShutdown => _shutdown is { Deadline.IsCancellationRequested: true };

    private bool IsRunning => _shutdown is null && Volatile.Read(ref _end) is null;

    /// <summary>The game's own end. From any thread.</summary>
    /// <exception cref="ArgumentException">A code that must not be sent, or too long a reason.</exception>
    public void End(int code, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (!CloseCode.CanBeSent(code))
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000 to 1011, without 1004 to 1006, or 3000 to 4999.");
        if (System.Text.Encoding.UTF8.GetByteCount(reason) > CloseCode.MaxReasonBytes)
            throw new ArgumentException($"A close reason has at most {CloseCode.MaxReasonBytes} bytes of UTF-8.", nameof(reason));
        TryEnd(new SessionEnd(SessionEndReason.Ended, code, reason));
    }

    /// <summary>The host goes down: the game may save until the token is cancelled, then the session ends. From any thread.</summary>
    public void Shutdown(TimeSpan limit, CancellationToken deadline)
    {
        _shutdown = new ShutdownRequest(limit, deadline);
        deadline.UnsafeRegister(static loop => ((SessionLoop)loop!).Wake(), this);
        Wake();
    }

    /// <summary>Ends at once, without a word. From any thread.</summary>
    public void Cut() => TryEnd(new SessionEnd(SessionEndReason.HostStopping, CloseCode.GoingAway, "", IsForced: true));

    /// <summary>From the beginning to the end.</summary>
    /// <param name="gone">Called once the game is done with the session; what is left then are connections on their way out.</param>
    public async Task RunAsync(Action gone)
    {
        await RunUntilAsync(IsOver).ConfigureAwait(false);
        var end = _end!;
        _clock.StopTicks();
        Thread.Run(_ending.Cancel);
        Thread.Run(() => Peer.Close(end.Code, end.Text, end.IsForced));
        TellEverybodyGone();
        await LetTheGameEndAsync(end).ConfigureAwait(false);
        Thread.Run(Api.Dispose);
        Thread.RunQueued();
        Thread.Close();
        HostingMetrics.SessionEnded(_game.Name, end.Reason);
        Log.SessionEnded(_game.Logger, _game.Name, Name, end.Reason);
        gone();
        await Peer.CloseAsync().ConfigureAwait(false);
        Release();
    }

    /// <summary>Releases a session that did not begin.</summary>
    public void Discard()
    {
        Thread.Run(_ending.Cancel);
        Api.Dispose();
        Thread.Close();
        Release();
    }

    private void Release()
    {
        _clock.Dispose();
        Peer.Dispose();
        WebSockets.Dispose();
        _places.Clear();
    }

    private bool TryEnd(SessionEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is not null) return false;
        Wake();
        return true;
    }

    private bool IsOver()
    {
        if (Peer.Status == ConnectionStatus.Disconnected) TryEnd(new SessionEnd(SessionEndReason.Ended, CloseCode.Normal, ""));
        else if (_shutdown is { } shutdown) GoDown(shutdown);
        else if (_clock.Now >= _emptyUntil && _entry.TryEndEmpty()) TryEnd(new SessionEnd(SessionEndReason.Empty, CloseCode.Normal, ""));
        if (Volatile.Read(ref _end) is null) return false;
        _entry.BeginEnd();
        return true;
    }

    private void GoDown(ShutdownRequest shutdown)
    {
        // The endpoint refuses by itself, and says why.
        if (_saving is null && Peer != WebSockets) Peer.RefuseNewConnections = true;
        _saving ??= Start(() => _session.OnShutdownAsync(shutdown.Deadline));
        if (!_saving.IsCompleted && !shutdown.Deadline.IsCancellationRequested) return;
        Conclude(_saving, nameof(MultiplayerSession.OnShutdownAsync), shutdown.Limit);
        TryEnd(new SessionEnd(SessionEndReason.HostStopping, CloseCode.GoingAway, _game.Options.ShutdownReason));
    }

    // A handler that throws leaves the rest to the next poll: at most one for each peer, and something else is a poll that will never do.
    private void TellEverybodyGone()
    {
        var polls = _peerCount + 1;
        do Round();
        while (_throwsInARow > 0 && --polls > 0);
    }

    private async Task LetTheGameEndAsync(SessionEnd end)
    {
        var limit = _game.Options.ShutdownTimeout;
        using var deadline = new CancellationTokenSource(limit, _game.Time);
        using var wake = deadline.Token.UnsafeRegister(static loop => ((SessionLoop)loop!).Wake(), this);
        var ended = Start(() => _session.OnEndedAsync(end.Reason, deadline.Token));
        await RunUntilAsync(() => ended.IsCompleted || deadline.IsCancellationRequested || IsPastShutdown).ConfigureAwait(false);
        Conclude(ended, nameof(MultiplayerSession.OnEndedAsync), limit);
    }

    // The loop goes on while the game works, and is woken when it is done.
    private Task Start(Func<ValueTask> method)
    {
        var result = Task.CompletedTask;
        Thread.Run(() => result = method().AsTask());
        if (!result.IsCompleted) result.GetAwaiter().UnsafeOnCompleted(Wake);
        return result;
    }

    private void Conclude(Task work, string method, TimeSpan limit)
    {
        if (!work.IsCompleted || work.IsCanceled) Log.GameTookTooLong(_game.Logger, _game.Name, Name, method, limit);
        else if (work.Exception is { InnerException: { } exception }) Report(exception);
    }

    private sealed record ShutdownRequest(TimeSpan Limit, CancellationToken Deadline);
}

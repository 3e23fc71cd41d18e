using Transport.AspNetCore.Diagnostics;

namespace Transport.AspNetCore.Sessions;

// How a session begins: made, asked about, and set going; or nothing of it stays.
internal sealed partial class SessionRegistry
{
    private async Task<Entrance> BeginAsync(SessionEntry entry, JoinRequest request, CancellationToken cancellationToken)
    {
        SessionScope? scope = null;
        SessionLoop? loop = null;
        var creating = Task.FromResult<JoinRefusal?>(null);
        JoinRefusal? refusal;
        try
        {
            scope = new SessionScope(_game, _factory, _services, entry.Name);
            loop = new SessionLoop(_game, entry, scope.Create(), scope.Services);
            creating = loop.Session.OnCreatingAsync(request, cancellationToken).AsTask();
            refusal = await creating.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            refusal = TookTooLong;
        }
#pragma warning disable CA1031 // A game's mistake is its own, and the client's answer is 500.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _game.ReportException(exception, entry.Name);
            refusal = Failed;
        }
        refusal ??= TryBegin(entry, loop!, scope!);
        if (refusal is null) return new Entrance(entry, null);
        Remove(entry);
        entry.Fail();
        await DiscardAsync(creating, loop, scope).ConfigureAwait(false);
        return new Entrance(null, refusal);
    }

    private JoinRefusal? TryBegin(SessionEntry entry, SessionLoop loop, SessionScope scope)
    {
        lock (_gate)
        {
            if (_isStopping) return GoingDown;
            HostingMetrics.SessionBegan(_game.Name);
            entry.Begin(loop);
        }
        Log.SessionBegins(_game.Logger, _game.Name, entry.Name);
        // The loop outlives the request, and has nothing of its activity, its culture or its services.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => RunAsync(entry, loop, scope));
        return null;
    }

    private async Task RunAsync(SessionEntry entry, SessionLoop loop, SessionScope scope)
    {
        try
        {
            await loop.RunAsync(gone: () => Free(entry)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Such as a game that has disposed the session's peer: told, and the name is free again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _game.ReportException(exception, entry.Name);
            BeginEnd(entry);
            loop.Discard();
            Free(entry);
        }
        await scope.DisposeAsync().ConfigureAwait(false);
        entry.Complete();
    }

    private void Free(SessionEntry entry)
    {
        Remove(entry);
        entry.SetGone();
    }

    private void Remove(SessionEntry entry)
    {
        lock (_gate) _entries.Remove(entry.Name);
    }

    // A game that does not look at its token may still be at work.
    private static async Task DiscardAsync(Task creating, SessionLoop? loop, SessionScope? scope)
    {
        if (!creating.IsCompleted)
        {
            _ = DiscardLaterAsync(creating, loop, scope);
            return;
        }
        loop?.Discard();
        if (scope is not null) await scope.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task DiscardLaterAsync(Task creating, SessionLoop? loop, SessionScope? scope)
    {
        await creating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DiscardAsync(creating, loop, scope).ConfigureAwait(false);
    }
}

using Transport.AspNetCore.Diagnostics;

namespace Transport.AspNetCore.Sessions;

// The host goes down: nobody comes in, games save, peers are told, and all of it has an end.
internal sealed partial class SessionRegistry
{
    /// <summary>From now on nobody is let in.</summary>
    public void RefuseAll()
    {
        lock (_gate) _isStopping = true;
    }

    /// <summary>Ends all sessions.</summary>
    /// <param name="saveLimit">How long games may take to save.</param>
    /// <param name="cut">What has not ended by then is cut.</param>
    public async Task StopAsync(TimeSpan saveLimit, CancellationToken cut)
    {
        SessionEntry[] entries;
        lock (_gate)
        {
            _isStopping = true;
            entries = [.. _entries.Values];
        }
        Log.GoingDown(_game.Logger, _game.Name, entries.Length);
        using var deadline = new CancellationTokenSource(saveLimit, _game.Time);
        using var cutToo = cut.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        foreach (var entry in entries) entry.Loop?.Shutdown(saveLimit, deadline.Token);
        try
        {
            await Task.WhenAll(entries.Select(static entry => entry.Completion)).WaitAsync(cut).ConfigureAwait(false);
            Log.AllEnded(_game.Logger, _game.Name);
        }
        catch (OperationCanceledException)
        {
            var left = entries.Where(static entry => !entry.Completion.IsCompleted).ToArray();
            Log.SessionsCut(_game.Logger, _game.Name, left.Length);
            foreach (var entry in left) entry.Loop?.Cut();
        }
    }
}

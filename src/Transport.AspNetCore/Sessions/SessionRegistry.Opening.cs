using Microsoft.AspNetCore.Http;

namespace Transport.AspNetCore.Sessions;

// A session for those whom the endpoint does not see.
internal sealed partial class SessionRegistry
{
    /// <summary>Finds a session, or has it begin, and keeps it for somebody who comes by another carrier.</summary>
    /// <returns>The session, or why there is none.</returns>
    public async Task<(SessionLoop? Loop, JoinRefusal? Refusal)> OpenAsync(HttpContext context, string name)
    {
        if (Check(name) is { } refusal) return (null, refusal);
        var request = new JoinRequest(name, context, new PeerContext(context));
        using var deadline = new CancellationTokenSource(_game.Options.AdmissionTimeout, _game.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        var entrance = default(Entrance);
        try
        {
            entrance = await EnterAsync(request, either.Token).ConfigureAwait(false);
            if (entrance.Entry is not { Loop: { } loop }) return (null, entrance.Refusal);
            await loop.KeepAsync().WaitAsync(either.Token).ConfigureAwait(false);
            return (loop, null);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return (null, TookTooLong);
        }
        catch (InvalidOperationException) when (entrance.Entry is not null)
        {
            return (null, Over);
        }
        finally
        {
            if (entrance.Entry is { } entry) Leave(entry);
        }
    }
}

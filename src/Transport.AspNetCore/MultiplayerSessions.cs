using Microsoft.AspNetCore.Http;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore;

/// <summary>
/// The sessions of one game, for the rest of the app: a list of matches, an administrator's page. From dependency injection. Thread-safe; what
/// belongs to a session is reached by its <see cref="MultiplayerSession.InvokeAsync(Action)"/>.
/// </summary>
/// <typeparam name="TSession">The game's session.</typeparam>
public sealed class MultiplayerSessions<TSession>
    where TSession : MultiplayerSession
{
    private readonly SessionRegistry _registry;

    internal MultiplayerSessions(SessionRegistry registry) => _registry = registry;

    /// <summary>How many sessions there are, those that are beginning or ending included.</summary>
    public int Count => _registry.Count;

    /// <summary>How many peers there are in all of them.</summary>
    public int PeerCount => _registry.Loops.Sum(static loop => loop.PeerCount);

    /// <summary>The sessions as they are now, in no particular order.</summary>
    public IReadOnlyList<TSession> All => [.. _registry.Loops.Select(static loop => (TSession)loop.Session)];

    /// <summary>
    /// Finds a session, or has it begin, for somebody who comes by another carrier than the endpoint's: a player over UDP who has to be told the port.
    /// As for a join, the name is checked, <see cref="MultiplayerOptions.MaxHandshakesPerSecond"/> and <see cref="MultiplayerOptions.MaxSessions"/> count, and
    /// <see cref="MultiplayerSession.OnCreatingAsync"/> is asked about a new one; <see cref="MultiplayerSession.OnJoiningAsync"/> is not. The session is
    /// kept for <see cref="MultiplayerOptions.EmptyLinger"/> until somebody comes. To be called while the request lasts.
    /// </summary>
    /// <param name="context">The request of whoever wants to come.</param>
    /// <param name="name">The session's.</param>
    public async Task<OpenedSession<TSession>> OpenAsync(HttpContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(name);
        var (loop, refusal) = await _registry.OpenAsync(context, name).ConfigureAwait(false);
        return new OpenedSession<TSession>((TSession?)loop?.Session, refusal);
    }

    /// <summary>The session of a name; null when there is none.</summary>
    public TSession? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (TSession?)_registry.Find(name)?.Session;
    }
}

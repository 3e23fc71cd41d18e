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

    /// <summary>The session of a name; null when there is none.</summary>
    public TSession? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (TSession?)_registry.Find(name)?.Session;
    }
}

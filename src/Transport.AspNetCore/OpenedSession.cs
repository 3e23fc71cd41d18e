using System.Diagnostics.CodeAnalysis;

namespace Transport.AspNetCore;

/// <summary>What <see cref="MultiplayerSessions{TSession}.OpenAsync"/> has found: a session, or why there is none.</summary>
/// <typeparam name="TSession">The game's session.</typeparam>
public sealed class OpenedSession<TSession>
    where TSession : MultiplayerSession
{
    internal OpenedSession(TSession? session, JoinRefusal? refusal)
    {
        Session = session;
        Refusal = refusal;
    }

    /// <summary>Whether there is one.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOpen => Session is not null;

    /// <summary>The session; null when there is none.</summary>
    public TSession? Session { get; }

    /// <summary>Why there is none.</summary>
    public JoinRefusal? Refusal { get; }
}

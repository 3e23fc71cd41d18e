namespace Transport.AspNetCore;

/// <summary>Why a session ends.</summary>
public enum SessionEndReason
{
    /// <summary>Everybody has left, and the time to wait for others is over.</summary>
    Empty = 0,

    /// <summary>The game has ended it, with <see cref="MultiplayerSession.End"/> or by closing its peer.</summary>
    Ended = 1,

    /// <summary>The host goes down.</summary>
    HostStopping = 2,

    /// <summary>The game's code threw and the options say that this ends a session, or the carrier broke down.</summary>
    Failed = 3,
}

namespace Transport.AspNetCore.Sessions;

/// <summary>A way into a session, to be given back with <see cref="SessionRegistry.Leave"/>; or why there is none.</summary>
internal readonly record struct Entrance(SessionEntry? Entry, JoinRefusal? Refusal);

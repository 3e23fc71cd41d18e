namespace Transport.AspNetCore.Sessions;

/// <summary>How a session ends: what its peers are told, or that they are cut.</summary>
internal sealed record SessionEnd(SessionEndReason Reason, int Code, string Text, bool IsForced = false);

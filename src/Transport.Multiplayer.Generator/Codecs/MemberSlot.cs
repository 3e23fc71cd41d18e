namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A place on the wire.</summary>
/// <param name="Member">What stands there; null for a gap.</param>
internal sealed record MemberSlot(Member? Member);

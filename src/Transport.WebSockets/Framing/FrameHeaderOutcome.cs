namespace Transport.WebSockets.Framing;

/// <summary>What <see cref="FrameHeader.TryRead"/> found: a header, the start of one, or a rule of RFC 6455 section 5 that it breaks.</summary>
internal enum FrameHeaderOutcome
{
    Complete = 0,
    Incomplete,
    ReservedBits,
    UnknownOpcode,
    FragmentedControl,
    ControlTooLong,
    LengthNotMinimal,
    LengthTooLong,
}

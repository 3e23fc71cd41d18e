using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Protocol;

/// <summary>What the remote did wrong, and how this end answers: every failure of the protocol and its close code.</summary>
/// <param name="Code">The close code to send. Source: RFC 6455 section 7.4.1.</param>
/// <param name="Text">What went wrong, short enough to be a close reason.</param>
/// <param name="Reason">The same in the words of all carriers.</param>
internal readonly record struct ProtocolFailure(int Code, string Text, DisconnectReason Reason)
{
    public static readonly ProtocolFailure UnmaskedFrame = Broken("frame without mask");
    public static readonly ProtocolFailure MaskedFrame = Broken("masked frame");
    public static readonly ProtocolFailure UnexpectedContinuation = Broken("continuation without a message");
    public static readonly ProtocolFailure MessageInsideMessage = Broken("message inside a fragmented message");
    public static readonly ProtocolFailure CloseTooShort = Broken("close with half a code");
    public static readonly ProtocolFailure InvalidCloseCode = Broken("invalid close code");
    public static readonly ProtocolFailure InvalidCloseReason = InvalidUtf8("close reason that is not UTF-8");
    public static readonly ProtocolFailure InvalidText = InvalidUtf8("text that is not UTF-8");

    public static readonly ProtocolFailure MessageTooBig =
        new(CloseCode.MessageTooBig, "message too big", DisconnectReason.PacketTooLarge);

    public static ProtocolFailure From(FrameHeaderOutcome outcome) => outcome switch
    {
        FrameHeaderOutcome.ReservedBits => Broken("reserved bit"),
        FrameHeaderOutcome.UnknownOpcode => Broken("unknown opcode"),
        FrameHeaderOutcome.FragmentedControl => Broken("fragmented control frame"),
        FrameHeaderOutcome.ControlTooLong => Broken("control frame above 125 bytes"),
        FrameHeaderOutcome.LengthNotMinimal => Broken("length not in its shortest form"),
        FrameHeaderOutcome.LengthTooLong => Broken("length above 63 bits"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static ProtocolFailure Broken(string text) =>
        new(CloseCode.ProtocolError, text, DisconnectReason.ProtocolError);

    private static ProtocolFailure InvalidUtf8(string text) =>
        new(CloseCode.InvalidPayload, text, DisconnectReason.ProtocolError);
}

namespace Transport.LiteNet.Endpoints;

/// <summary>What the game, on its thread, wants to become of a connection or a session.</summary>
/// <param name="Kind">How it is to end.</param>
/// <param name="Code">What the remote is told.</param>
/// <param name="Reason">What the remote is told.</param>
internal sealed record EndRequest(EndKind Kind, int Code = CloseCode.None, string Reason = "")
{
    public static EndRequest Cut { get; } = new(EndKind.Cut);

    public static EndRequest SlowConsumer { get; } = new(EndKind.Fail, CloseCode.PolicyViolation, "slow consumer");
}

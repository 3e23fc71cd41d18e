namespace Transport.WebSockets.Tests.Contract;

/// <summary>Clients over the platform's own WebSocket, as in a browser, against a server over this library's core.</summary>
internal sealed class PlatformSocketCarrier : SocketCarrier
{
    public override string Name => "websocket with clients of the platform";

    public override string? CannotLimitPackets => "The system's buffers take a million empty packets first; the other runs reach the limit.";

    public override string? CannotCutLinks => "The platform's socket does not show what is below it.";

    public override string? CannotTellRefusals => "The platform's socket, as that of a browser, does not tell the status of an answer to a handshake.";

    public override string? CannotBeAllocationFree => "The platform's socket allocates for each message.";

    protected override bool UsesPlatformSocket => true;
}

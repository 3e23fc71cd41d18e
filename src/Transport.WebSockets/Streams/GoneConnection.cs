using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>Stands for a connection that ended before its peer was announced: takes nothing and does nothing.</summary>
internal sealed class GoneConnection : WebSocketConnection
{
    public static readonly GoneConnection Instance = new();

    private GoneConnection()
    {
    }

    public override WebSocketState State => WebSocketState.Closed;

    public override QueueOutcome Send(bool isText, ReadOnlySpan<byte> payload) => QueueOutcome.Sealed;

    public override QueueOutcome SendFramed(ReadOnlySpan<byte> frame, int payloadBytes) => QueueOutcome.Sealed;

    public override void Greet(ReadOnlySpan<byte> payload)
    {
    }

    public override void Flush()
    {
    }

    public override void Close(int code, string reason, bool discardInbound)
    {
    }

    public override void Fail(DisconnectInfo info)
    {
    }

    public override void Abort(DisconnectInfo info)
    {
    }

    public override void SkipFirst(MessageBlock block)
    {
    }

    public override PeerStatistics GetStatistics() => default;
}

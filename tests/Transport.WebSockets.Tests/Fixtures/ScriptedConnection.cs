using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>A connection that does nothing but count what is asked of it.</summary>
internal sealed class ScriptedConnection : WebSocketConnection
{
    public TimeSpan Due { get; set; } = TimeSpan.MaxValue;

    public TimeSpan EarlyBy { get; set; }

    /// <summary>What it does when it is looked at, once its next time is unset.</summary>
    public Action<TimeSpan>? Looked { get; set; }

    public Action? Flushed { get; set; }

    public int Looks { get; private set; }

    public TimeSpan LookedAt { get; private set; }

    public int Flushes { get; private set; }

    public override TimeSpan NextDue => Due;

    public override TimeSpan Early => EarlyBy;

    public override WebSocketState State => WebSocketState.Open;

    public override void OnTime(TimeSpan now)
    {
        Looks++;
        LookedAt = now;
        Due = TimeSpan.MaxValue;
        Looked?.Invoke(now);
    }

    public override void Flush()
    {
        Flushes++;
        Flushed?.Invoke();
    }

    public override QueueOutcome Send(bool isText, ReadOnlySpan<byte> payload) => throw new NotSupportedException();

    public override QueueOutcome SendFramed(ReadOnlySpan<byte> frame, int payloadBytes) => throw new NotSupportedException();

    public override void Greet(ReadOnlySpan<byte> payload) => throw new NotSupportedException();

    public override void Close(int code, string reason, bool discardInbound) => throw new NotSupportedException();

    public override void DiscardInbound() => throw new NotSupportedException();

    public override void Fail(DisconnectInfo info) => throw new NotSupportedException();

    public override void Abort(DisconnectInfo info) => throw new NotSupportedException();

    public override void SkipFirst(MessageBlock block) => throw new NotSupportedException();

    public override PeerStatistics GetStatistics() => throw new NotSupportedException();
}

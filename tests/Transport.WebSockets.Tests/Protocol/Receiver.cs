using System.Text;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

/// <summary>A reader with a log of what came out of it, in order, in words.</summary>
internal sealed class Receiver(WebSocketRole role, int maxMessageBytes = 65535) : IDisposable
{
    public static Receiver Server => new(WebSocketRole.Server);

    public static Receiver Client => new(WebSocketRole.Client);

    public MessageReader Reader { get; } = new(role, maxMessageBytes);

    public List<string> Log { get; } = [];

    public void Dispose() => Reader.Dispose();

    /// <summary>Feeds bytes in one piece, reads to the end with unlimited room, and returns the log so far.</summary>
    public List<string> Receive(FrameBytes frames) => Receive(frames.ToArray());

    public List<string> Receive(byte[] bytes)
    {
        Reader.Feed(bytes);
        while (true)
        {
            var outcome = Reader.Read(int.MaxValue, int.MaxValue);
            LogMessages();
            switch (outcome)
            {
                case ReadOutcome.NeedMoreBytes: return Log;
                case ReadOutcome.Ping: Log.Add($"ping {Convert.ToHexString(Reader.ControlPayload)}".TrimEnd()); break;
                case ReadOutcome.Pong: Log.Add($"pong {Convert.ToHexString(Reader.ControlPayload)}".TrimEnd()); break;
                case ReadOutcome.Close: Log.Add($"close {Reader.CloseCode} {Reader.CloseReason}".TrimEnd()); return Log;
                case ReadOutcome.Failed: Log.Add($"failed {Reader.Failure.Code}: {Reader.Failure.Text}"); return Log;
                default: throw new AssertionException($"{outcome} with unlimited room");
            }
        }
    }

    private void LogMessages()
    {
        if (Reader.TakeBlock() is not { } block) return;
        for (var i = 0; i < block.Count; i++)
        {
            var payload = block[i].Payload.Span;
            Log.Add((block.IsText(i) ? $"text {Encoding.UTF8.GetString(payload)}" : $"binary {Convert.ToHexString(payload)}").TrimEnd());
        }
        block.Release();
    }
}

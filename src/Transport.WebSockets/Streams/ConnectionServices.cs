using Microsoft.Extensions.Logging;

namespace Transport.WebSockets.Streams;

/// <summary>What the connections of one peer share.</summary>
internal sealed class ConnectionServices(TimeProvider time, ILogger logger) : IDisposable
{
    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    public ConnectionClock Clock { get; } = new(time);

    public FlushQueue FlushQueue { get; } = new(time);

    public void Dispose()
    {
        Clock.Dispose();
        FlushQueue.Dispose();
    }
}

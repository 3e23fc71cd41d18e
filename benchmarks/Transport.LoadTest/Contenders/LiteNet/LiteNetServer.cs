using System.Net;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.LiteNet;

/// <summary>One manager with all peers, and its pump.</summary>
internal sealed class LiteNetServer(Func<Conversation> open) : IContenderServer
{
    private readonly LiteNetEnd _end = new(open);
    private LiteNetPump? _pump;

    public Task<int> StartAsync()
    {
        _end.Start(IPAddress.Any);
        _pump = new LiteNetPump();
        _pump.Add(_end);
        return Task.FromResult(_end.Port);
    }

    public ValueTask BroadcastAsync(ReadOnlyMemory<byte> message)
    {
        _end.SendToAll(message.Span);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _pump?.Dispose();
        _end.Dispose();
        return default;
    }
}

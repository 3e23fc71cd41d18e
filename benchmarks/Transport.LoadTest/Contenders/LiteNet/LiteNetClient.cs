using System.Net;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.LiteNet;

/// <summary>A manager with one peer, the server.</summary>
internal sealed class LiteNetClient : IContenderClient
{
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LiteNetPump _pump;
    private readonly LiteNetEnd _end;

    public LiteNetClient(LiteNetPump pump, Conversation conversation)
    {
        _pump = pump;
        _end = new LiteNetEnd(
            () =>
            {
                _connected.TrySetResult();
                return conversation;
            },
            reason => _connected.TrySetException(new IOException(reason)));
    }

    public Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        _end.Start(IPAddress.Loopback);
        // A server that listens on all addresses answers from this one, and a UDP client takes answers only from where it asked.
        _end.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
        _pump.Add(_end);
        return _connected.Task.WaitAsync(cancellationToken);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        _end.SendToAll(message.Span);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _pump.Remove(_end);
        _end.Dispose();
        return default;
    }
}

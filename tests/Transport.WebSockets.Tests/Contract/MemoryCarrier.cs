using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Contract;

/// <summary>Streams in memory that a host hands in, and virtual time.</summary>
internal sealed class MemoryCarrier : WebSocketCarrier
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentDictionary<MultiplayerPeer, DuplexStream> _links = new();

    public override string Name => "websocket over streams";

    public override bool HasVirtualTime => true;

    public override DisconnectReason ReasonWhenNobodyAnswers => DisconnectReason.ConnectionLost;

    public override string? CannotBeAllocationFree => "The test's streams in memory allocate for each read that waits.";

    public override TimeSpan ClockGrain => TimeSpan.FromMilliseconds(20);

    protected override TimeProvider Time => _time;

    public override void StartServer(MultiplayerPeer peer) => ((WebSocketMultiplayerPeer)peer).CreateStreamServer();

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server)
    {
        var (clientEnd, serverEnd) = DuplexStream.Pair();
        _links[client] = clientEnd;
        if (server.Status == ConnectionStatus.Connected) _ = ((WebSocketMultiplayerPeer)server).AcceptStreamAsync(serverEnd);
        else clientEnd.Cut();
        ((WebSocketMultiplayerPeer)client).CreateStreamClient(clientEnd, "ws://memory");
    }

    public override void StartClientOfNobody(MultiplayerPeer client)
    {
        var (clientEnd, _) = DuplexStream.Pair();
        clientEnd.Cut();
        ((WebSocketMultiplayerPeer)client).CreateStreamClient(clientEnd, "ws://memory");
    }

    public override void CutLink(MultiplayerPeer client) => _links[client].Cut();

    public override void SilenceLink(MultiplayerPeer client) => _links[client].GoSilent();

    // Without the test host's synchronization context, which would come between the two ends: what is due is then done, by both, when this
    // returns.
    public override void Advance(TimeSpan time)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _time.Advance(time);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

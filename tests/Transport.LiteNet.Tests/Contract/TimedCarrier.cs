using Microsoft.Extensions.Time.Testing;
using Transport.LiteNet.Endpoints;

namespace Transport.LiteNet.Tests.Contract;

/// <summary>Real UDP sockets, and a clock that is moved by hand. LiteNetLib repeats lost datagrams by the system's time; here none is lost.</summary>
internal sealed class TimedCarrier : LiteNetCarrier
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Endpoint> _endpoints = [];

    public override string Name => "litenet in virtual time";

    public override bool HasVirtualTime => true;

    protected override TimeProvider Time => _time;

    public override void StartServer(MultiplayerPeer peer)
    {
        base.StartServer(peer);
        _endpoints.Add(((LiteNetMultiplayerPeer)peer).Endpoint!);
    }

    // A server that does not answer would be waited for until the clock is moved.
    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server)
    {
        if (server.Status != ConnectionStatus.Connected)
        {
            StartClientOfNobody(client);
            return;
        }
        base.StartClient(client, server);
        _endpoints.Add(((LiteNetMultiplayerPeer)client).Endpoint!);
    }

    public override void StartClientOfNobody(MultiplayerPeer client) => ((LiteNetMultiplayerPeer)client).CreateClient("nobody.invalid", 9);

    // Without the test host's synchronization context, which would come between the two ends. On this machine a datagram is there when it is
    // sent, so that two turns have done what is due, and answered it.
    public override void Advance(TimeSpan time)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _time.Advance(time);
            _endpoints.RemoveAll(static endpoint => endpoint.IsOver);
            for (var turn = 0; turn < 2; turn++) _endpoints.ForEach(static endpoint => endpoint.Turn());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

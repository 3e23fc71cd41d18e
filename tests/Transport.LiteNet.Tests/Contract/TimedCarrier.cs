using Microsoft.Extensions.Time.Testing;

namespace Transport.LiteNet.Tests.Contract;

/// <summary>Real UDP sockets, and a clock that is moved by hand. LiteNetLib repeats lost datagrams by the system's time; here none is lost.</summary>
internal sealed class TimedCarrier : LiteNetCarrier
{
    private readonly FakeTimeProvider _time = new();

    public override bool HasVirtualTime => true;

    protected override TimeProvider Time => _time;

    // A server that does not answer would be waited for until the clock is moved.
    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server)
    {
        if (server.Status == ConnectionStatus.Connected) base.StartClient(client, server);
        else StartClientOfNobody(client);
    }

    public override void StartClientOfNobody(MultiplayerPeer client) => ((LiteNetMultiplayerPeer)client).CreateClient("nobody.invalid", 9);

    // Without the test host's synchronization context, which would come between the two ends.
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

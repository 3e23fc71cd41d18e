using Transport.Carriers;

namespace Transport.Testing.Simulation;

/// <summary>
/// The one lock of a network and all its peers: what one of them does may concern another. A wake may run a game's code, so it waits until the
/// lock is free again.
/// </summary>
internal sealed class NetworkGate
{
    private readonly object _gate = new();
    private readonly Queue<PeerInbox> _wakes = new();
    private int _depth;

    public Pass Enter()
    {
        Monitor.Enter(_gate);
        _depth++;
        return new Pass(this);
    }

    /// <summary>Wakes whoever waits for the activity of a peer, once nobody is inside. For those inside.</summary>
    public void Wake(PeerInbox inbox) => _wakes.Enqueue(inbox);

    private void Exit()
    {
        var wakes = --_depth == 0 && _wakes.Count > 0;
        Monitor.Exit(_gate);
        while (wakes)
        {
            PeerInbox? inbox;
            lock (_gate)
            {
                if (!_wakes.TryDequeue(out inbox)) return;
            }
            inbox.Wake();
        }
    }

    /// <summary>Leaves by its disposal.</summary>
    internal readonly struct Pass(NetworkGate gate) : IDisposable
    {
        public void Dispose() => gate.Exit();
    }
}

namespace Transport.Testing.Simulation;

/// <summary>The packets of a peer that are not in use. It holds as many as were in use at once.</summary>
internal sealed class PacketPool(NetworkGate gate)
{
    private readonly Stack<SimulatedPacket> _free = new();

    /// <summary>For those inside the gate.</summary>
    public SimulatedPacket Rent() => _free.TryPop(out var packet) ? packet : new SimulatedPacket(this);

    /// <summary>For those inside the gate: one that was not handed to the peer above.</summary>
    public void Return(SimulatedPacket packet)
    {
        packet.Clear();
        _free.Push(packet);
    }

    /// <summary>The peer above is done with a packet.</summary>
    public void Release(SimulatedPacket packet)
    {
        using var pass = gate.Enter();
        packet.Lane.Taken(packet);
        Return(packet);
    }
}

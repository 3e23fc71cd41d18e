namespace Transport.Testing.Simulation;

/// <summary>What is remembered of a channel while something is on its way on it.</summary>
internal sealed class ChannelTraffic
{
    public int Channel { get; set; }

    /// <summary>No reliable packet arrives before this time: an earlier one does not.</summary>
    public long ReliableFloor { get; set; }

    /// <summary>The number of the packet in mode <see cref="TransferMode.UnreliableOrdered"/> that set out last.</summary>
    public long LastSequence { get; set; }

    /// <summary>The highest number that has arrived.</summary>
    public long NewestArrived { get; set; }

    public int InFlight { get; set; }
}

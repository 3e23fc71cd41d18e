namespace Transport.Testing.Simulation;

/// <summary>What was decided for a packet when it set out. Times are ticks since the network was made.</summary>
internal readonly struct Journey(long due, long copyDue = Journey.Never, long sequence = 0)
{
    public const long Never = long.MaxValue;

    /// <summary>The packet is dropped.</summary>
    public static Journey Lost => new(Never);

    /// <summary>When it arrives; <see cref="Never"/> when it is lost.</summary>
    public long Due { get; } = due;

    /// <summary>When it arrives once more; <see cref="Never"/> mostly.</summary>
    public long CopyDue { get; } = copyDue;

    /// <summary>Its place on its channel, in mode <see cref="TransferMode.UnreliableOrdered"/>.</summary>
    public long Sequence { get; } = sequence;
}

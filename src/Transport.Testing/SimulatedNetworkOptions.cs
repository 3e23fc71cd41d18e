namespace Transport.Testing;

/// <summary>The options of a <see cref="SimulatedNetwork"/>. They are read when the network is made, and later changes do nothing.</summary>
public sealed class SimulatedNetworkOptions
{
    /// <summary>
    /// Where chance begins: the same seed and the same order of calls on virtual time give the same outcome. Null, the default, draws one;
    /// <see cref="SimulatedNetwork.Seed"/> and the log tell it.
    /// </summary>
    public int? Seed { get; set; }
}

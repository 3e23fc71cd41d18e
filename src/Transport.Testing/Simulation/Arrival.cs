namespace Transport.Testing.Simulation;

/// <summary>Something on its way: a <see cref="SimulatedPacket"/> or a <see cref="Notice"/>.</summary>
/// <param name="Due">When it arrives.</param>
/// <param name="Order">Tells those apart that are due at once: in the order of setting out.</param>
/// <param name="Lane">The way it is on; null for the news that a connect failed.</param>
/// <param name="Content">What it is.</param>
internal readonly record struct Arrival(long Due, long Order, Lane? Lane, object Content);

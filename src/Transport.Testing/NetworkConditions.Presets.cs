namespace Transport.Testing;

// Figures that were chosen, as typical for the sake of a test, and not measured. Each is for one direction.
public sealed partial record NetworkConditions
{
    /// <summary>Nothing is done to packets.</summary>
    public static NetworkConditions Perfect { get; } = new();

    /// <summary>A cable in one house: 1 ms, no loss.</summary>
    public static NetworkConditions Lan { get; } = new() { Latency = TimeSpan.FromMilliseconds(1) };

    /// <summary>
    /// Wireless at home and a server in the region: 15 ms with 5 ms of jitter, 0.5% loss, 0.1% duplicates, 0.5% overtaken, 2,500,000 bytes
    /// per second.
    /// </summary>
    public static NetworkConditions Wifi { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(15),
        Jitter = TimeSpan.FromMilliseconds(5),
        Loss = 0.005,
        Duplication = 0.001,
        Reordering = 0.005,
        BytesPerSecond = 2_500_000,
    };

    /// <summary>A phone on the move: 60 ms with 25 ms of jitter, 2% loss, 0.5% duplicates, 2% overtaken, 250,000 bytes per second.</summary>
    public static NetworkConditions Mobile { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(60),
        Jitter = TimeSpan.FromMilliseconds(25),
        Loss = 0.02,
        Duplication = 0.005,
        Reordering = 0.02,
        BytesPerSecond = 250_000,
    };

    /// <summary>
    /// A geostationary satellite: 300 ms (239 ms is the way of light, up and down) with 20 ms of jitter, 1% loss, 625,000 bytes per second.
    /// </summary>
    public static NetworkConditions Satellite { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(300),
        Jitter = TimeSpan.FromMilliseconds(20),
        Loss = 0.01,
        BytesPerSecond = 625_000,
    };

    /// <summary>
    /// A crowd, a train, a cellar: 200 ms with 100 ms of jitter, 10% loss, 2% duplicates, 10% overtaken by up to 200 ms, 50,000 bytes per
    /// second.
    /// </summary>
    public static NetworkConditions Terrible { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(200),
        Jitter = TimeSpan.FromMilliseconds(100),
        Loss = 0.1,
        Duplication = 0.02,
        Reordering = 0.1,
        ReorderingDelay = TimeSpan.FromMilliseconds(200),
        BytesPerSecond = 50_000,
    };
}

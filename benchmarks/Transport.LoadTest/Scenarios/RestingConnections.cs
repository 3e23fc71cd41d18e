using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>Connections of a fresh server, and what they cost it in memory.</summary>
internal sealed class RestingConnections
{
    // What a server takes for itself, and for its first connections, is not counted.
    private const int WarmUpConnections = 64;

    // Until handshakes have given back what they used.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(0.3);

    private readonly ProcessPair _pair;
    private readonly MemoryMark _empty;
    private readonly int _count;

    private RestingConnections(ProcessPair pair, MemoryMark empty, MemoryMark full, int count)
    {
        _pair = pair;
        _empty = empty;
        _count = count;
        ResidentBytesEach = (double)(full.ResidentBytes - empty.ResidentBytes) / count;
        ManagedBytesEach = (double)(full.ManagedBytes - empty.ManagedBytes) / count;
    }

    public double ResidentBytesEach { get; }

    public double ManagedBytesEach { get; }

    /// <summary>Uses the server a little, so that what it needs once is there.</summary>
    public static async Task WarmUpAsync(ProcessPair pair)
    {
        await pair.ConnectAsync(WarmUpConnections);
        await pair.CallTheRollAsync(WarmUpConnections);
        await pair.DisconnectAsync();
    }

    /// <summary>Measures, connects, measures.</summary>
    public static async Task<RestingConnections> OpenAsync(ProcessPair pair, int count)
    {
        var empty = await MeasureAsync(pair);
        await pair.ConnectAsync(count);
        await Task.Delay(SettleTime);
        return new RestingConnections(pair, empty, await MeasureAsync(pair), count);
    }

    /// <summary>The resident bytes of each connection as they are now.</summary>
    public async Task<double> MeasureAgainAsync()
    {
        await Task.Delay(SettleTime);
        return (double)((await MeasureAsync(_pair)).ResidentBytes - _empty.ResidentBytes) / _count;
    }

    private static async Task<MemoryMark> MeasureAsync(ProcessPair pair) =>
        (await pair.Server.DoAsync(new Order(OrderKind.MeasureMemory))).Memory!;
}

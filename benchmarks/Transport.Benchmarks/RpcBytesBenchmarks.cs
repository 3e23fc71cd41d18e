using BenchmarkDotNet.Attributes;

namespace Transport.Benchmarks;

/// <summary>The same as <see cref="RpcBenchmarks"/> with a number and bytes.</summary>
[MemoryDiagnoser]
public class RpcBytesBenchmarks
{
    private const int Calls = 16;

    private readonly HubWire _hub = new();
    private byte[] _bytes = [];
    private CallPair? _pair;

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _bytes = Wire.Payload(Bytes);
        _pair = new CallPair(queueBytes: 2 * Calls * 65536);
    }

    [GlobalCleanup]
    public void Release() => _pair?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int SignalR()
    {
        for (var i = 0; i < Calls; i++) _hub.Write(nameof(CallTarget.Chunk), [i, _bytes]);
        _hub.Deliver();
        return _hub.Called.Sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public int Transport()
    {
        var target = _pair!.Caller.RpcTo(MultiplayerPeer.TargetPeerServer);
        for (var i = 0; i < Calls; i++) target.Chunk(i, _bytes);
        _pair.Deliver();
        return _pair.Called.Sum;
    }
}

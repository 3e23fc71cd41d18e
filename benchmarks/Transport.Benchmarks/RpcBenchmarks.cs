using System.Buffers;
using BenchmarkDotNet.Attributes;
using MessagePack;

namespace Transport.Benchmarks;

/// <summary>
/// A tick's calls with three integers, from the caller's line to the method: through the MessagePack protocol of SignalR, and through two apis. On
/// this library's side a carrier in memory and all checks of a session are in it; on SignalR's neither connection nor hub. The arguments alone,
/// by the MessagePack library, are beside them.
/// </summary>
[MemoryDiagnoser]
public class RpcBenchmarks
{
    private const int Calls = 64;

    private readonly ArrayBufferWriter<byte> _arguments = new();
    private readonly HubWire _hub = new();
    private CallPair? _pair;

    [GlobalSetup]
    public void Fill() => _pair = new CallPair(queueBytes: 65536);

    [GlobalCleanup]
    public void Release() => _pair?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int SignalR()
    {
        for (var i = 0; i < Calls; i++) _hub.Write(nameof(CallTarget.Move), [i, 300, -70_000]);
        _hub.Deliver();
        return _hub.Called.Sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public int Arguments()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
        {
            _arguments.ResetWrittenCount();
            MessagePackSerializer.Serialize(_arguments, (i, 300, -70_000));
            var (a, b, c) = MessagePackSerializer.Deserialize<(int, int, int)>(_arguments.WrittenMemory);
            sum += a ^ b ^ c;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public int Transport()
    {
        var target = _pair!.Caller.RpcTo(MultiplayerPeer.TargetPeerServer);
        for (var i = 0; i < Calls; i++) target.Move(i, 300, -70_000);
        _pair.Deliver();
        return _pair.Called.Sum;
    }
}

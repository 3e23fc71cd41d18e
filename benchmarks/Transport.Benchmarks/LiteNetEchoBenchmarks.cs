using BenchmarkDotNet.Attributes;
using Transport.LiteNet;

namespace Transport.Benchmarks;

/// <summary>
/// A packet of 64 bytes there and back over UDP on this machine: bare LiteNetLib in manual mode, and the contract over it. The goal is 1.2 of the
/// bare one at most. <see cref="EchoLatency"/> has the distribution.
/// </summary>
[MemoryDiagnoser]
public class LiteNetEchoBenchmarks
{
    private const int Echoes = 1000;

    private readonly byte[] _payload = new byte[64];
    private BareEcho? _bare;
    private ContractEcho? _contract;

    [GlobalSetup(Target = nameof(Bare))]
    public void ConnectBare() => _bare = new BareEcho();

    [GlobalSetup(Target = nameof(Contract))]
    public void ConnectContract() => _contract = new ContractEcho();

    [GlobalSetup(Target = nameof(ContractEncrypted))]
    public void ConnectEncrypted() => _contract = new ContractEcho(LiteNetSecurity.SharedSecret(new byte[32]));

    [GlobalCleanup]
    public void Release()
    {
        _bare?.Dispose();
        _contract?.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Echoes)]
    public void Bare()
    {
        for (var i = 0; i < Echoes; i++) _bare!.Echo(_payload);
    }

    [Benchmark(OperationsPerInvoke = Echoes)]
    public void Contract()
    {
        for (var i = 0; i < Echoes; i++) _contract!.Echo(_payload);
    }

    [Benchmark(OperationsPerInvoke = Echoes)]
    public void ContractEncrypted() => Contract();
}

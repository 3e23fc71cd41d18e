using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Framing;

namespace Transport.Benchmarks;

/// <summary>RFC 6455 section 5.3, against what memory itself allows.</summary>
[MemoryDiagnoser]
public class MaskingBenchmarks
{
    private byte[] _source = [];
    private byte[] _destination = [];

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _source = new byte[Bytes];
        _destination = new byte[Bytes];
        new Random(1).NextBytes(_source);
    }

    [Benchmark(Baseline = true)]
    public void Copy() => _source.AsSpan().CopyTo(_destination);

    [Benchmark]
    public void MaskInPlace() => Masking.Apply(_source, 0x7A3C91E5);

    [Benchmark]
    public void MaskWhileCopying() => Masking.CopyMasked(_source, _destination, 0x7A3C91E5);
}

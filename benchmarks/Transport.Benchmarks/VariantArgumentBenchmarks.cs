using System.Buffers;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Transport.Godot;

namespace Transport.Benchmarks;

/// <summary>Three ints, as the arguments of a call are: plain 32-bit numbers as the least there can be, and Godot's compressed form.</summary>
[MemoryDiagnoser]
public class VariantArgumentBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64);
    private readonly byte[] _plain = new byte[12];
    private byte[] _arguments = [];

    [GlobalSetup]
    public void Fill()
    {
        Write();
        _arguments = _buffer.WrittenSpan.ToArray();
    }

    [Benchmark(Baseline = true)]
    public void WritePlain()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_plain, 7);
        BinaryPrimitives.WriteInt32LittleEndian(_plain.AsSpan(4), 300);
        BinaryPrimitives.WriteInt32LittleEndian(_plain.AsSpan(8), -70_000);
    }

    [Benchmark]
    public void Write()
    {
        _buffer.ResetWrittenCount();
        var writer = new VariantWriter(_buffer);
        writer.WriteCompressed(7);
        writer.WriteCompressed(300);
        writer.WriteCompressed(-70_000);
    }

    [Benchmark]
    public int Read()
    {
        var reader = new VariantReader(_arguments);
        reader.TryReadCompressedInt32(out var first);
        reader.TryReadCompressedInt32(out var second);
        reader.TryReadCompressedInt32(out var third);
        return first + second + third;
    }
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Transport.Godot;

namespace Transport.Benchmarks;

/// <summary>One value to bytes: the framework's JSON, and Godot's Variant.</summary>
[MemoryDiagnoser]
public class VariantEncodeBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(65_536);
    private Variant _variant;
    private JsonNode? _json;
    private Utf8JsonWriter? _jsonWriter;

    [Params("ints", "text", "vectors", "dictionary")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        _variant = VariantSamples.Variant(Kind);
        _json = VariantSamples.Json(Kind);
        _jsonWriter = new Utf8JsonWriter(_buffer);
    }

    [GlobalCleanup]
    public void Release() => _jsonWriter?.Dispose();

    [Benchmark(Baseline = true)]
    public int Json()
    {
        _buffer.ResetWrittenCount();
        _jsonWriter!.Reset(_buffer);
        _json!.WriteTo(_jsonWriter);
        _jsonWriter.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Transport()
    {
        _buffer.ResetWrittenCount();
        new VariantWriter(_buffer).Write(_variant);
        return _buffer.WrittenCount;
    }
}

using System.Text;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Transport.Godot;

namespace Transport.Benchmarks;

/// <summary>Bytes to one value, all of it: the framework's JSON, and Godot's Variant; and only checking it.</summary>
[MemoryDiagnoser]
public class VariantDecodeBenchmarks
{
    private byte[] _variant = [];
    private byte[] _json = [];

    [Params("ints", "text", "vectors", "dictionary")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        _variant = VariantSamples.Variant(Kind).ToBytes();
        _json = Encoding.UTF8.GetBytes(VariantSamples.Json(Kind).ToJsonString());
    }

    [Benchmark(Baseline = true)]
    public int Json() => Walk(JsonNode.Parse(_json));

    [Benchmark]
    public Variant Transport()
    {
        new VariantReader(_variant).TryRead(out var value);
        return value;
    }

    [Benchmark]
    public bool TransportSkipping() => new VariantReader(_variant).TrySkip();

    // A JsonNode is made when it is asked for.
    private static int Walk(JsonNode? node)
    {
        var sum = 0;
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array) sum += Walk(item);
                break;
            case JsonObject properties:
                foreach (var property in properties) sum += Walk(property.Value);
                break;
            case JsonValue value:
                sum = value.TryGetValue(out double number) ? (int)number : value.TryGetValue(out string? text) ? text.Length : 1;
                break;
        }
        return sum;
    }
}

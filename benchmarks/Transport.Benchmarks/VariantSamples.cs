using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Transport.Godot;

namespace Transport.Benchmarks;

/// <summary>The same values as Variants and as JSON.</summary>
internal static class VariantSamples
{
    private static readonly string[] Names = ["Ann", "Bob", "Cleo", "Dan"];

    public static Variant Variant(string kind) => kind switch
    {
        "ints" => new VariantArray(Enumerable.Range(0, 16).Select(number => (Variant)(number * 1000))),
        "text" => "The quick brown fox jumps over the lazy dog, grün und schnell.",
        "vectors" => Enumerable.Range(0, 16).Select(number => new Vector3(number, number / 2f, -number)).ToArray(),
        "dictionary" => new VariantDictionary
        {
            ["name"] = "Ann",
            ["hp"] = 100,
            ["speed"] = 1.5,
            ["alive"] = true,
            ["friends"] = new VariantArray(Names.Select(name => (Variant)name)),
            ["position"] = new VariantArray { 1.5, 2.5, 3.5 },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such sample."),
    };

    public static JsonNode Json(string kind) => kind switch
    {
        "ints" => JsonSerializer.SerializeToNode(Enumerable.Range(0, 16).Select(number => number * 1000))!,
        "text" => JsonValue.Create((string)Variant(kind)),
        "vectors" => JsonSerializer.SerializeToNode(((Vector3[])Variant(kind)).Select(vector => new[] { vector.X, vector.Y, vector.Z }))!,
        "dictionary" => new JsonObject
        {
            ["name"] = "Ann",
            ["hp"] = 100,
            ["speed"] = 1.5,
            ["alive"] = true,
            ["friends"] = JsonSerializer.SerializeToNode(Names),
            ["position"] = JsonSerializer.SerializeToNode(new[] { 1.5, 2.5, 3.5 }),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such sample."),
    };
}

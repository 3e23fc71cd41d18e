using System.Numerics;
using static Transport.Godot.Tests.Fixtures.Hex;

namespace Transport.Godot.Tests.Fixtures;

/// <summary>Every type, every form and the edges of both, byte by byte after the rules of Godot's encoding.</summary>
internal static class LayoutVectors
{
    private const string Id = "45 6e 63 6f 64 65 64 4f 62 6a 65 63 74 41 73 49 44";

    public static IEnumerable<VariantVector> All => [.. Numbers, .. Structures, .. Texts, .. Objects, .. Lists, .. Packed, .. Doubles, .. Compressed];

    private static IEnumerable<VariantVector> Numbers =>
    [
        new("nil", "00 00 00 00", default),
        new("false", "01 00 00 00 00 00 00 00", false),
        new("true", "01 00 00 00 01 00 00 00", true),
        new("true is anything but zero", "01 00 00 00 00 00 00 80", true) { Written = "01 00 00 00 01 00 00 00" },
        new("int 5", "02 00 00 00 05 00 00 00", 5),
        new("int 0x12345678, of the engine's tests", "02 00 00 00 78 56 34 12", 0x12345678),
        new("int of 64 bits, of the engine's tests", "02 00 01 00 ef cd ab 89 67 45 23 f1", unchecked((long)0xf123456789abcdef)),
        new("the largest int of 32 bits", "02 00 00 00 ff ff ff 7f", int.MaxValue),
        new("one more", "02 00 01 00 00 00 00 80 00 00 00 00", int.MaxValue + 1L),
        new("the smallest int of 32 bits", "02 00 00 00 00 00 00 80", int.MinValue),
        new("one less", "02 00 01 00 ff ff ff 7f ff ff ff ff", int.MinValue - 1L),
        new("the largest int", "02 00 01 00 ff ff ff ff ff ff ff 7f", long.MaxValue),
        new("the smallest int", "02 00 01 00 00 00 00 00 00 00 00 80", long.MinValue),
        new("a small int in 64 bits", "02 00 01 00 05 00 00 00 00 00 00 00", 5) { Written = "02 00 00 00 05 00 00 00" },
        new("bytes of the header without meaning", "02 ff fe ff 05 00 00 00", 5) { Written = "02 00 00 00 05 00 00 00" },
        new("float 1.5", "03 00 00 00 00 00 c0 3f", 1.5),
        new("float 0.15625, of the engine's tests", "03 00 00 00 00 00 20 3e", 0.15625),
        new("float of 64 bits, of the engine's tests", "03 00 01 00 55 55 55 55 55 55 d5 3f", 0.33333333333333333),
        new("float 0.1", "03 00 01 00 9a 99 99 99 99 99 b9 3f", 0.1),
        new("float 0", "03 00 00 00 00 00 00 00", 0.0),
        new("float -0", "03 00 00 00 00 00 00 80", -0.0),
        new("float infinity", "03 00 00 00 00 00 80 7f", double.PositiveInfinity),
        new("float -infinity", "03 00 00 00 00 00 80 ff", double.NegativeInfinity),
        new("float not a number", $"03 00 01 00 {D(double.NaN)}", double.NaN),
        new("the largest float of 32 bits", "03 00 00 00 ff ff 7f 7f", float.MaxValue),
        new("the smallest float of 32 bits", "03 00 00 00 01 00 00 00", float.Epsilon),
        new("half of it", $"03 00 01 00 {D(float.Epsilon / 2.0)}", float.Epsilon / 2.0),
        new("a float beyond 32 bits", $"03 00 01 00 {D(1e39)}", 1e39),
        new("a float between two of 32 bits", $"03 00 01 00 {D(16_777_217)}", 16_777_217.0),
    ];

    private static IEnumerable<VariantVector> Structures =>
    [
        new("Vector2", $"05 00 00 00 {F(1, -2)}", new Vector2(1, -2)),
        new("Vector2i", $"06 00 00 00 {I(int.MinValue, int.MaxValue)}", new Vector2I(int.MinValue, int.MaxValue)),
        new("Rect2", $"07 00 00 00 {F(1, 2, 3, 4)}", new Rect2(new(1, 2), new(3, 4))),
        new("Rect2i", $"08 00 00 00 {I(1, -2, 3, -4)}", new Rect2I(new(1, -2), new(3, -4))),
        new("Vector3", $"09 00 00 00 {F(1, 2, 3)}", new Vector3(1, 2, 3)),
        new("Vector3i", $"0a 00 00 00 {I(1, -2, 3)}", new Vector3I(1, -2, 3)),
        new("Transform2D", $"0b 00 00 00 {F(1, 2, 3, 4, 5, 6)}", new Matrix3x2(1, 2, 3, 4, 5, 6)),
        new("Vector4", $"0c 00 00 00 {F(1, 2, 3, 4)}", new Vector4(1, 2, 3, 4)),
        new("Vector4i", $"0d 00 00 00 {I(1, -2, 3, -4)}", new Vector4I(1, -2, 3, -4)),
        new("Plane", $"0e 00 00 00 {F(0, 1, 0, 5)}", new Plane(0, 1, 0, -5)),
        new("Quaternion", $"0f 00 00 00 {F(1, 2, 3, 4)}", new Quaternion(1, 2, 3, 4)),
        new("AABB", $"10 00 00 00 {F(1, 2, 3, 4, 5, 6)}", new Aabb(new(1, 2, 3), new(4, 5, 6))),
        new("Basis", $"11 00 00 00 {F(1, 2, 3, 4, 5, 6, 7, 8, 9)}", Basis.FromAxes(new(1, 4, 7), new(2, 5, 8), new(3, 6, 9))),
        new("Transform3D", $"12 00 00 00 {F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)}",
            new Transform3D(Basis.FromRows(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9)), new(10, 11, 12))),
        new("Projection", $"13 00 00 00 {F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)}",
            new Matrix4x4(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)),
        new("Color", $"14 00 00 00 {F(1, 0.5f, 0, 1)}", new Color(1, 0.5f, 0)),
        new("Vector3 of what is no number", $"09 00 00 00 {F(float.NaN, float.PositiveInfinity, -0f)}", new Vector3(float.NaN, float.PositiveInfinity, -0f)),
        new("Plane of what is no number", $"0e 00 00 00 {F(float.NegativeInfinity, -0f, float.Epsilon, 0)}",
            new Plane(float.NegativeInfinity, -0f, float.Epsilon, -0f)),
    ];

    private static IEnumerable<VariantVector> Texts =>
    [
        new("String", "04 00 00 00 02 00 00 00 48 69 00 00", "Hi"),
        new("String of four", "04 00 00 00 04 00 00 00 61 62 63 64", "abcd"),
        new("empty String", "04 00 00 00 00 00 00 00", ""),
        new("String beyond the first plane", "04 00 00 00 04 00 00 00 f0 9f 8e b2", "🎲"),
        new("String that counts its NUL", "04 00 00 00 03 00 00 00 48 69 00 00", "Hi") { Written = "04 00 00 00 02 00 00 00 48 69 00 00" },
        new("String that is filled up with anything", "04 00 00 00 02 00 00 00 48 69 ff fe", "Hi") { Written = "04 00 00 00 02 00 00 00 48 69 00 00" },
        new("String ends at its NUL", "04 00 00 00 04 00 00 00 48 00 ff 69", "H") { Written = "04 00 00 00 01 00 00 00 48 00 00 00" },
        new("StringName", "15 00 00 00 04 00 00 00 6e 61 6d 65", new StringName("name")),
        new("empty StringName", "15 00 00 00 00 00 00 00", new StringName("")),
        new("NodePath", "16 00 00 00 01 00 00 80 00 00 00 00 00 00 00 00 02 00 00 00 2e 2e 00 00", new NodePath("..")),
        new("absolute NodePath", "16 00 00 00 01 00 00 80 00 00 00 00 01 00 00 00 04 00 00 00 72 6f 6f 74", new NodePath("/root")),
        new("empty NodePath", "16 00 00 00 00 00 00 80 00 00 00 00 00 00 00 00", NodePath.Empty),
        new("NodePath of a property", "16 00 00 00 00 00 00 80 02 00 00 00 00 00 00 00 01 00 00 00 70 00 00 00 01 00 00 00 78 00 00 00", new NodePath(":p:x")),
        new("NodePath with a subname that is not counted", "16 00 00 00 01 00 00 80 00 00 00 00 03 00 00 00 01 00 00 00 61 00 00 00 01 00 00 00 70 00 00 00", new NodePath("/a:p"))
        {
            Written = "16 00 00 00 01 00 00 80 01 00 00 00 01 00 00 00 01 00 00 00 61 00 00 00 01 00 00 00 70 00 00 00",
        },
    ];

    private static IEnumerable<VariantVector> Objects =>
    [
        new("RID", "17 00 00 00 08 07 06 05 04 03 02 01", new Rid(0x0102030405060708)),
        new("Object as its id", "18 00 01 00 ff ff ff ff ff ff ff ff", new ObjectId(ulong.MaxValue)),
        new("Object that is null, as its id", "18 00 01 00 00 00 00 00 00 00 00 00", default) { Written = "00 00 00 00" },
        new("Object in full", """
            18 00 00 00 06 00 00 00 4e 6f 64 65 32 44 00 00 02 00 00 00
              04 00 00 00 6e 61 6d 65  04 00 00 00 01 00 00 00 61 00 00 00
              06 00 00 00 73 63 72 69 70 74 00 00  00 00 00 00
            """, new ObjectData("Node2D") { { "name", "a" }, { "script", default } }) { AllowsObjects = true },
        new("Object without properties", "18 00 00 00 04 00 00 00 4e 6f 64 65 00 00 00 00", new ObjectData("Node")) { AllowsObjects = true },
        new("Object that is null, in full", "18 00 00 00 00 00 00 00", default) { AllowsObjects = true, Written = "00 00 00 00" },
        new("Callable", "19 00 00 00", default(Callable)),
        new("Signal", "1a 00 00 00 05 00 00 00 72 65 61 64 79 00 00 00 2a 00 00 00 00 00 00 00", new Signal(new ObjectId(42), "ready")),
    ];

    private static IEnumerable<VariantVector> Lists =>
    [
        new("Array", "1C 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 04 00 00 00 01 00 00 00 61 00 00 00", new VariantArray { 1, "a" }),
        new("Array whose count has the topmost bit", "1C 00 00 00 01 00 00 80 01 00 00 00 01 00 00 00", new VariantArray { true })
        {
            Written = "1C 00 00 00 01 00 00 00 01 00 00 00 01 00 00 00",
        },
        new("Array in an Array", "1C 00 00 00 01 00 00 00 1C 00 00 00 01 00 00 00 1C 00 00 00 00 00 00 00",
            new VariantArray { new VariantArray { new VariantArray() } }),
        new("typed Array, of the engine's tests", "1C 00 01 00 02 00 00 00 01 00 00 00 02 00 01 00 ef cd ab 89 67 45 23 f1",
            new VariantArray(VariantType.Int) { unchecked((long)0xf123456789abcdef) }),
        new("Array typed as nil is one of anything", "1C 00 01 00 00 00 00 00 00 00 00 00", new VariantArray()) { Written = "1C 00 00 00 00 00 00 00" },
        new("Array of a class, objects not allowed", $"1C 00 02 00 11 00 00 00 {Id} 00 00 00 01 00 00 00 18 00 01 00 05 00 00 00 00 00 00 00",
            new VariantArray(ElementType.OfClass("EncodedObjectAsID")) { new ObjectId(5) }),
        new("Array of another class, objects not allowed", "1C 00 02 00 04 00 00 00 4e 6f 64 65 01 00 00 00 18 00 01 00 05 00 00 00 00 00 00 00",
            new VariantArray(ElementType.OfClass("EncodedObjectAsID")) { new ObjectId(5) })
        {
            Written = $"1C 00 02 00 11 00 00 00 {Id} 00 00 00 01 00 00 00 18 00 01 00 05 00 00 00 00 00 00 00",
        },
        new("Array of a class", "1C 00 02 00 04 00 00 00 4e 6f 64 65 02 00 00 00 00 00 00 00 18 00 00 00 04 00 00 00 4e 6f 64 65 00 00 00 00",
            new VariantArray(ElementType.OfClass("Node")) { default, new ObjectData("Node") }) { AllowsObjects = true },
        new("Array of a script", "1C 00 03 00 0a 00 00 00 72 65 73 3a 2f 2f 61 2e 67 64 00 00 00 00 00 00",
            new VariantArray(ElementType.OfScript("res://a.gd"))) { AllowsObjects = true },
        new("Array of a class without a name", "1C 00 02 00 00 00 00 00 00 00 00 00", new VariantArray(VariantType.Object))
        {
            AllowsObjects = true,
            Written = "1C 00 01 00 18 00 00 00 00 00 00 00",
        },
        new("Dictionary", "1B 00 00 00 01 00 00 00 04 00 00 00 01 00 00 00 61 00 00 00 01 00 00 00 01 00 00 00", new VariantDictionary { ["a"] = true }),
        new("empty Dictionary", "1B 00 00 00 00 00 00 00", new VariantDictionary()),
        new("Dictionary with a key twice", """
            1B 00 00 00 03 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00 05 00 00 00 02 00 00 00 02 00 00 00 00 00 00 00
              02 00 00 00 01 00 00 00 02 00 00 00 06 00 00 00
            """, new VariantDictionary { [1] = 6, [2] = default })
        {
            Written = "1B 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00 06 00 00 00 02 00 00 00 02 00 00 00 00 00 00 00",
        },
        new("typed Dictionary, of the engine's tests", """
            1b 00 05 00 02 00 00 00 02 00 00 00 01 00 00 00
              02 00 01 00 ef cd ab 89 67 45 23 f1 02 00 01 00 ef cd ab 89 67 45 23 f1
            """, new VariantDictionary(VariantType.Int, VariantType.Int) { [unchecked((long)0xf123456789abcdef)] = unchecked((long)0xf123456789abcdef) }),
        new("Dictionary with typed values only", "1b 00 04 00 03 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00 03 00 00 00 00 00 00 3f",
            new VariantDictionary(default, VariantType.Float) { [1] = 0.5 }),
        new("Dictionary with keys of a class and values of a script",
            "1b 00 0e 00 04 00 00 00 4e 6f 64 65 0a 00 00 00 72 65 73 3a 2f 2f 61 2e 67 64 00 00 00 00 00 00",
            new VariantDictionary(ElementType.OfClass("Node"), ElementType.OfScript("res://a.gd"))) { AllowsObjects = true },
        new("elements that are converted", """
            1C 00 01 00 03 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00
            """, new VariantArray(VariantType.Float) { 1.0 }) { Written = "1C 00 01 00 03 00 00 00 01 00 00 00 03 00 00 00 00 00 80 3f" },
    ];

    private static IEnumerable<VariantVector> Packed =>
    [
        new("PackedByteArray", "1D 00 00 00 03 00 00 00 01 02 03 00", new byte[] { 1, 2, 3 }),
        new("PackedInt32Array", $"1E 00 00 00 02 00 00 00 {I(int.MaxValue, int.MinValue)}", new[] { int.MaxValue, int.MinValue }),
        new("PackedInt64Array", "1F 00 00 00 02 00 00 00 ff ff ff ff ff ff ff 7f 00 00 00 00 00 00 00 80", new[] { long.MaxValue, long.MinValue }),
        new("PackedFloat32Array", $"20 00 00 00 02 00 00 00 {F(float.NaN, -0f)}", new[] { float.NaN, -0f }),
        new("PackedFloat64Array", $"21 00 00 00 02 00 00 00 {D(0.1, double.NegativeInfinity)}", new[] { 0.1, double.NegativeInfinity }),
        new("PackedStringArray", "22 00 00 00 01 00 00 00 03 00 00 00 61 62 00 00", new[] { "ab" }),
        new("PackedStringArray with an empty text", "22 00 00 00 02 00 00 00 01 00 00 00 00 00 00 00 04 00 00 00 61 62 63 00", new[] { "", "abc" }),
        new("PackedStringArray that counts no NUL", "22 00 00 00 01 00 00 00 02 00 00 00 61 62 00 00", new[] { "ab" })
        {
            Written = "22 00 00 00 01 00 00 00 03 00 00 00 61 62 00 00",
        },
        new("PackedVector2Array", $"23 00 00 00 02 00 00 00 {F(1, 2, 3, 4)}", new[] { new Vector2(1, 2), new Vector2(3, 4) }),
        new("PackedVector3Array", $"24 00 00 00 01 00 00 00 {F(1, 2, 3)}", new[] { new Vector3(1, 2, 3) }),
        new("PackedColorArray", $"25 00 00 00 01 00 00 00 {F(1, 2, 3, 4)}", new[] { new Color(1, 2, 3, 4) }),
        new("PackedVector4Array", $"26 00 00 00 01 00 00 00 {F(1, 2, 3, 4)}", new[] { new Vector4(1, 2, 3, 4) }),
        new("empty PackedByteArray", "1D 00 00 00 00 00 00 00", Array.Empty<byte>()),
        new("empty PackedInt32Array", "1E 00 00 00 00 00 00 00", Array.Empty<int>()),
        new("empty PackedStringArray", "22 00 00 00 00 00 00 00", Array.Empty<string>()),
        new("empty PackedVector4Array", "26 00 00 00 00 00 00 00", Array.Empty<Vector4>()),
    ];

    // Builds of Godot with double precision send these.
    private static IEnumerable<VariantVector> Doubles =>
    [
        new("Vector2 in doubles", $"05 00 01 00 {D(1, -2)}", new Vector2(1, -2)) { Written = $"05 00 00 00 {F(1, -2)}" },
        new("Rect2 in doubles", $"07 00 01 00 {D(1, 2, 3, 4)}", new Rect2(new(1, 2), new(3, 4))) { Written = $"07 00 00 00 {F(1, 2, 3, 4)}" },
        new("Vector3 in doubles", $"09 00 01 00 {D(0.1, 1e300, double.NaN)}", new Vector3(0.1f, float.PositiveInfinity, float.NaN))
        {
            Written = $"09 00 00 00 {F(0.1f, float.PositiveInfinity, (float)double.NaN)}",
        },
        new("Transform2D in doubles", $"0b 00 01 00 {D(1, 2, 3, 4, 5, 6)}", new Matrix3x2(1, 2, 3, 4, 5, 6)) { Written = $"0b 00 00 00 {F(1, 2, 3, 4, 5, 6)}" },
        new("Vector4 in doubles", $"0c 00 01 00 {D(1, 2, 3, 4)}", new Vector4(1, 2, 3, 4)) { Written = $"0c 00 00 00 {F(1, 2, 3, 4)}" },
        new("Plane in doubles", $"0e 00 01 00 {D(0, 1, 0, 5)}", new Plane(0, 1, 0, -5)) { Written = $"0e 00 00 00 {F(0, 1, 0, 5)}" },
        new("Quaternion in doubles", $"0f 00 01 00 {D(1, 2, 3, 4)}", new Quaternion(1, 2, 3, 4)) { Written = $"0f 00 00 00 {F(1, 2, 3, 4)}" },
        new("AABB in doubles", $"10 00 01 00 {D(1, 2, 3, 4, 5, 6)}", new Aabb(new(1, 2, 3), new(4, 5, 6))) { Written = $"10 00 00 00 {F(1, 2, 3, 4, 5, 6)}" },
        new("Basis in doubles", $"11 00 01 00 {D(1, 2, 3, 4, 5, 6, 7, 8, 9)}", Basis.FromRows(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9)))
        {
            Written = $"11 00 00 00 {F(1, 2, 3, 4, 5, 6, 7, 8, 9)}",
        },
        new("Transform3D in doubles", $"12 00 01 00 {D(1, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8, 9)}", new Transform3D(Basis.Identity, new(7, 8, 9)))
        {
            Written = $"12 00 00 00 {F(1, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8, 9)}",
        },
        new("Projection in doubles", $"13 00 01 00 {D(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)}",
            new Matrix4x4(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
        {
            Written = $"13 00 00 00 {F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)}",
        },
        new("a Color has 32 bits in doubles too", $"14 00 01 00 {F(1, 2, 3, 4)}", new Color(1, 2, 3, 4)) { Written = $"14 00 00 00 {F(1, 2, 3, 4)}" },
        new("PackedVector2Array in doubles", $"23 00 01 00 01 00 00 00 {D(1, 2)}", new[] { new Vector2(1, 2) }) { Written = $"23 00 00 00 01 00 00 00 {F(1, 2)}" },
        new("PackedVector3Array in doubles", $"24 00 01 00 01 00 00 00 {D(1, 2, 3)}", new[] { new Vector3(1, 2, 3) })
        {
            Written = $"24 00 00 00 01 00 00 00 {F(1, 2, 3)}",
        },
        new("PackedVector4Array in doubles", $"26 00 01 00 01 00 00 00 {D(1, 2, 3, 4)}", new[] { new Vector4(1, 2, 3, 4) })
        {
            Written = $"26 00 00 00 01 00 00 00 {F(1, 2, 3, 4)}",
        },
        new("Vector2i has 32 bits in doubles too", $"06 00 01 00 {I(1, 2)}", new Vector2I(1, 2)) { Written = $"06 00 00 00 {I(1, 2)}" },
    ];

    private static IEnumerable<VariantVector> Compressed =>
    [
        Argument("127", "02 7f", 127),
        Argument("128", "42 80 00", 128),
        Argument("-128", "02 80", -128),
        Argument("-129", "42 7f ff", -129),
        Argument("32767", "42 ff 7f", 32_767),
        Argument("32768", "82 00 80 00 00", 32_768),
        Argument("-32768", "42 00 80", -32_768),
        Argument("-32769", "82 ff 7f ff ff", -32_769),
        Argument("the largest of 32 bits", "82 ff ff ff 7f", int.MaxValue),
        Argument("one more", "c2 00 00 00 80 00 00 00 00", int.MaxValue + 1L),
        Argument("the smallest of 32 bits", "82 00 00 00 80", int.MinValue),
        Argument("one less", "c2 ff ff ff 7f ff ff ff ff", int.MinValue - 1L),
        Argument("the largest", "c2 ff ff ff ff ff ff ff 7f", long.MaxValue),
        Argument("the smallest", "c2 00 00 00 00 00 00 00 80", long.MinValue),
        Argument("more bytes than needed", "c2 05 00 00 00 00 00 00 00", 5) with { Written = "02 05" },
        Argument("the bit below the one of a Bool", "41", false) with { Written = "01" },
        Argument("both bits of a Bool", "c1", true) with { Written = "81" },
        Argument("a Bool in an Array is not compressed", "1C 00 00 00 01 00 00 00 01 00 00 00 01 00 00 00", new VariantArray { true }),
    ];

    private static VariantVector Argument(string name, string hex, Variant value) => new($"compressed: {name}", hex, value) { IsCompressed = true };
}

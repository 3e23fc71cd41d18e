using System.Globalization;
using System.Numerics;

namespace Transport.Godot.Tests;

/// <summary>Variants as Godot writes them, and never much of them.</summary>
public sealed class VariantTextTests
{
    private static IEnumerable<TestCaseData> Texts =>
    [
        Text(default, "<null>"),
        Text(true, "true"),
        Text(false, "false"),
        Text(-7, "-7"),
        Text(1.0, "1.0"),
        Text(0.1, "0.1"),
        Text(1e300, "1E+300"),
        Text(double.NaN, "nan"),
        Text(double.NegativeInfinity, "-inf"),
        Text("text", "text"),
        Text(new StringName("name"), "name"),
        Text(new NodePath("/a/b:c"), "/a/b:c"),
        Text(new Vector2(1, -2.5f), "(1.0, -2.5)"),
        Text(new Vector2I(1, -2), "(1, -2)"),
        Text(new Rect2(new(0, 0), new(2, 1)), "[P: (0.0, 0.0), S: (2.0, 1.0)]"),
        Text(new Rect2I(new(0, 0), new(2, 1)), "[P: (0, 0), S: (2, 1)]"),
        Text(new Vector3(1, 2, 3), "(1.0, 2.0, 3.0)"),
        Text(new Vector3I(1, 2, 3), "(1, 2, 3)"),
        Text(new Matrix3x2(1, 2, 3, 4, 5, 6), "[X: (1.0, 2.0), Y: (3.0, 4.0), O: (5.0, 6.0)]"),
        Text(new Vector4(1, 2, 3, 4), "(1.0, 2.0, 3.0, 4.0)"),
        Text(new Vector4I(1, 2, 3, 4), "(1, 2, 3, 4)"),
        Text(new Plane(0, 1, 0, -5), "[N: (0.0, 1.0, 0.0), D: 5.0]"),
        Text(new Quaternion(0, 0, 0, 1), "(0.0, 0.0, 0.0, 1.0)"),
        Text(new Aabb(Vector3.Zero, Vector3.One), "[P: (0.0, 0.0, 0.0), S: (1.0, 1.0, 1.0)]"),
        Text(Basis.FromAxes(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9)), "[X: (1.0, 2.0, 3.0), Y: (4.0, 5.0, 6.0), Z: (7.0, 8.0, 9.0)]"),
        Text(new Transform3D(Basis.Identity, new(7, 8, 9)), "[X: (1.0, 0.0, 0.0), Y: (0.0, 1.0, 0.0), Z: (0.0, 0.0, 1.0), O: (7.0, 8.0, 9.0)]"),
        Text(Matrix4x4.Identity, "[X: (1.0, 0.0, 0.0, 0.0), Y: (0.0, 1.0, 0.0, 0.0), Z: (0.0, 0.0, 1.0, 0.0), W: (0.0, 0.0, 0.0, 1.0)]"),
        Text(new Color(1, 0.5f, 0), "(1.0, 0.5, 0.0, 1.0)"),
        Text(new Rid(5), "RID(5)"),
        Text(new ObjectId(5), "<EncodedObjectAsID#5>"),
        Text(new ObjectData("Node") { { "name", "a" } }, "<Node> { name: \"a\" }"),
        Text(default(Callable), "null::null"),
        Text(new Signal(new(5), "ready"), "Signal(ready#5)"),
        Text(new VariantDictionary { ["k"] = 1, [2] = "v" }, "{ \"k\": 1, 2: \"v\" }"),
        Text(new VariantDictionary(), "{}"),
        Text(new VariantArray { 1, "two", 3.5, new StringName("n"), new NodePath("p") }, "[1, \"two\", 3.5, &\"n\", ^\"p\"]"),
        Text(new byte[] { 1, 255 }, "[1, 255]"),
        Text(new[] { 1, 2 }, "[1, 2]"),
        Text(new[] { 1L, 2L }, "[1, 2]"),
        Text(new[] { 0.1f, 2 }, "[0.1, 2.0]"),
        Text(new[] { 0.1, 2 }, "[0.1, 2.0]"),
        Text(new[] { "a" }, "[\"a\"]"),
        Text(new[] { new Vector2(1, 2) }, "[(1.0, 2.0)]"),
        Text(new[] { new Vector3(1, 2, 3) }, "[(1.0, 2.0, 3.0)]"),
        Text(new[] { new Color(1, 2, 3, 4) }, "[(1.0, 2.0, 3.0, 4.0)]"),
        Text(new[] { new Vector4(1, 2, 3, 4) }, "[(1.0, 2.0, 3.0, 4.0)]"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void ItIsWrittenAsGodotWritesIt(Variant value, string text) => Assert.That(value.ToString(), Is.EqualTo(text));

    [Test]
    public void TheCultureDoesNotMatter()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "minus";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.That(((Variant)new VariantArray { -1.5, -2, new Vector2(-1.5f, 0) }).ToString(), Is.EqualTo("[-1.5, -2, (-1.5, 0.0)]"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void MuchIsCut()
    {
        Variant[] much =
        [
            new string('x', 100_000), new byte[100_000], new VariantArray(Enumerable.Repeat((Variant)"abc", 100_000)),
            new VariantDictionary { [new string('k', 100_000)] = new string('v', 100_000) },
            new VariantArray { new VariantArray(Enumerable.Repeat((Variant)1, 100_000)), 2 },
        ];
        foreach (var value in much) Assert.That(value.ToString(), Has.Length.InRange(900, 1010).And.Contains("..."));
    }

    [Test]
    public void DepthIsCut()
    {
        Variant value = 1;
        for (var i = 0; i < 20; i++) value = new VariantArray { value };
        Assert.That(value.ToString(), Is.EqualTo("[[[[[[[[[...]]]]]]]]]"));
    }

    private static TestCaseData Text(Variant value, string text) => new TestCaseData(value, text).SetArgDisplayNames($"{value.Type} {text}");
}

using System.Buffers;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>docs/wire-format-variant.md has the bytes that are read and written, and docs/guide/godot-variants.md has every type.</summary>
public sealed partial class VariantDocumentTests
{
    private const string Arguments = "Arguments of calls:";

    private static readonly Dictionary<string, Variant> Values = new()
    {
        ["null"] = default,
        ["true"] = true,
        ["false"] = false,
        ["5"] = 5,
        ["-1"] = -1,
        ["300"] = 300,
        ["-70000"] = -70_000,
        ["2147483648"] = 2_147_483_648,
        ["5000000000"] = 5_000_000_000,
        ["1.5"] = 1.5,
        ["0.1"] = 0.1,
        ["\"Hi\""] = "Hi",
        ["Vector2(1, -2)"] = new Vector2(1, -2),
        ["Vector2i(3, 4)"] = new Vector2I(3, 4),
        ["Plane(0, 1, 0, 5)"] = new Plane(0, 1, 0, -5),
        ["Color(1, 0.5, 0)"] = new Color(1, 0.5f, 0),
        ["&\"name\""] = new StringName("name"),
        ["^\"/root\""] = new NodePath("/root"),
        ["the object with the id 5"] = new ObjectId(5),
        ["[1, \"a\"]"] = new VariantArray { 1, "a" },
        ["{\"a\": true}"] = new VariantDictionary { ["a"] = true },
        ["Array[int]([1])"] = new VariantArray(VariantType.Int) { 1 },
        ["PackedByteArray(1, 2, 3)"] = new byte[] { 1, 2, 3 },
        ["PackedStringArray(\"ab\")"] = new[] { "ab" },
    };

    private static IEnumerable<TestCaseData> Vectors
    {
        get
        {
            var blocks = Repository.Document("docs/wire-format-variant.md").CodeBlocks;
            for (var i = 0; i < blocks.Count; i++)
            {
                foreach (var line in blocks[i].Code.Split('\n').Where(line => line.Length > 0))
                {
                    var vector = Vector().Match(line);
                    yield return new TestCaseData(vector.Groups[2].Value, vector.Groups[1].Value.Trim(), i == 1)
                        .SetArgDisplayNames(line);
                }
            }
        }
    }

    [Test]
    public void TheSecondBlockHasTheArguments() =>
        Assert.That(Repository.ReadText("docs/wire-format-variant.md").Split(Arguments)[1].Split("```")[1], Does.Contain("42 2C 01"));

    [TestCaseSource(nameof(Vectors))]
    public void TheBytesAreThoseOfTheValue(string text, string hex, bool isArgument)
    {
        Assert.That(Values, Does.ContainKey(text), "What the page says of the bytes has to be known here.");
        var value = Values[text];
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new VariantWriter(buffer);
        if (isArgument) writer.WriteCompressed(value);
        else writer.Write(value);
        Assert.That(Convert.ToHexString(buffer.WrittenSpan), Is.EqualTo(hex.Replace(" ", "", StringComparison.Ordinal)));

        var reader = new VariantReader(buffer.WrittenSpan);
        Assert.That(isArgument ? reader.TryReadCompressed(out var read) : reader.TryRead(out read), Is.True);
        Assert.That(read, Is.EqualTo(value));
    }

    [Test]
    public void TheGuideHasEveryTypeWithItsNumber()
    {
        var table = Repository.Document("docs/guide/godot-variants.md").Tables.Single(table => table.Columns[0] == "id");
        Assert.That(table.Rows.Select(row => row.Cells[0]), Is.EqualTo(Enum.GetValues<VariantType>().Select(type => ((int)type).ToString(null, null))));
        var named = table.Rows.Skip(1).Select(row => row.Cells[1].Trim('`').ToUpperInvariant());
        Assert.That(named, Is.EqualTo(Enum.GetNames<VariantType>().Skip(1).Select(name => name.ToUpperInvariant())));
    }

    [Test]
    public void TheGuideNamesTheTypeThatComesOut()
    {
        var table = Repository.Document("docs/guide/godot-variants.md").Tables.Single(table => table.Columns[0] == "id");
        var taken = typeof(Variant).GetMethods().Where(method => method.Name == "TryGet")
            .Select(method => Name(method.GetParameters()[0].ParameterType.GetElementType()!)).ToHashSet();
        var given = table.Rows.Skip(1).SelectMany(row => MarkdownFile.CodeSpans(row.Cells[2]));
        Assert.That(given.Where(name => !taken.Contains(name)), Is.Empty);
    }

    [Test]
    public void TheFormatHasEveryType()
    {
        var table = Repository.Document("docs/wire-format-variant.md").Tables.Single(table => table.Columns[0] == "id" && table.Columns[1] == "type");
        var ids = table.Rows.SelectMany(row => row.Cells[0].Split(", ")).Select(id => int.Parse(id, null)).Order();
        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, 39)));
    }

    // As C# and the guide write it.
    private static string Name(Type type) => type switch
    {
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { Namespace: "System.Numerics" } => type.FullName!,
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(byte) => "byte",
        _ when type == typeof(int) => "int",
        _ when type == typeof(long) => "long",
        _ when type == typeof(float) => "float",
        _ when type == typeof(double) => "double",
        _ when type == typeof(string) => "string",
        _ => type.Name,
    };

    [GeneratedRegex(@"^((?:[0-9A-F]{2} )+)\s*(.+)$")]
    private static partial Regex Vector();
}

using System.Buffers;
using System.Numerics;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>Values whose type is known are written as their Variants are, and a caller's mistake leaves the buffer as it was.</summary>
public sealed class VariantWriterTests
{
    private delegate void Writing(VariantWriter writer);

    private static IEnumerable<TestCaseData> Values =>
    [
        Value(writer => writer.WriteNil(), default),
        Value(writer => writer.Write(true), true),
        Value(writer => writer.Write(5), 5),
        Value(writer => writer.Write(long.MinValue), long.MinValue),
        Value(writer => writer.Write(ulong.MaxValue), -1),
        Value(writer => writer.Write((byte)255), 255),
        Value(writer => writer.Write(uint.MaxValue), uint.MaxValue),
        Value(writer => writer.Write(0.1), 0.1),
        Value(writer => writer.Write(0.5f), 0.5),
        Value(writer => writer.Write("text"), "text"),
        Value(writer => writer.Write((string?)null), default),
        Value(writer => writer.Write(new StringName("name")), new StringName("name")),
        Value(writer => writer.Write(new NodePath("/a/b:c")), new NodePath("/a/b:c")),
        Value(writer => writer.Write(new Vector2(1, 2)), new Vector2(1, 2)),
        Value(writer => writer.Write(new Vector2I(1, 2)), new Vector2I(1, 2)),
        Value(writer => writer.Write(new Rect2(new(1, 2), new(3, 4))), new Rect2(new(1, 2), new(3, 4))),
        Value(writer => writer.Write(new Rect2I(new(1, 2), new(3, 4))), new Rect2I(new(1, 2), new(3, 4))),
        Value(writer => writer.Write(new Vector3(1, 2, 3)), new Vector3(1, 2, 3)),
        Value(writer => writer.Write(new Vector3I(1, 2, 3)), new Vector3I(1, 2, 3)),
        Value(writer => writer.Write(new Matrix3x2(1, 2, 3, 4, 5, 6)), new Matrix3x2(1, 2, 3, 4, 5, 6)),
        Value(writer => writer.Write(new Vector4(1, 2, 3, 4)), new Vector4(1, 2, 3, 4)),
        Value(writer => writer.Write(new Vector4I(1, 2, 3, 4)), new Vector4I(1, 2, 3, 4)),
        Value(writer => writer.Write(new Plane(1, 2, 3, 4)), new Plane(1, 2, 3, 4)),
        Value(writer => writer.Write(new Quaternion(1, 2, 3, 4)), new Quaternion(1, 2, 3, 4)),
        Value(writer => writer.Write(new Aabb(new(1, 2, 3), new(4, 5, 6))), new Aabb(new(1, 2, 3), new(4, 5, 6))),
        Value(writer => writer.Write(Basis.FromRows(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9))), Basis.FromRows(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9))),
        Value(writer => writer.Write(new Transform3D(Basis.Identity, new(1, 2, 3))), new Transform3D(Basis.Identity, new(1, 2, 3))),
        Value(writer => writer.Write(Matrix4x4.CreateTranslation(1, 2, 3)), Matrix4x4.CreateTranslation(1, 2, 3)),
        Value(writer => writer.Write(new Color(1, 2, 3, 4)), new Color(1, 2, 3, 4)),
        Value(writer => writer.Write(new Rid(5)), new Rid(5)),
        Value(writer => writer.Write(new ObjectId(5)), new ObjectId(5)),
        Value(writer => writer.Write(default(Callable)), default(Callable)),
        Value(writer => writer.Write(new Signal(new(5), "ready")), new Signal(new(5), "ready")),
        Value(writer => writer.WritePacked(new byte[] { 1, 2, 3 }), new byte[] { 1, 2, 3 }),
        Value(writer => writer.WritePacked([1, 2]), new[] { 1, 2 }),
        Value(writer => writer.WritePacked([1L, 2]), new[] { 1L, 2 }),
        Value(writer => writer.WritePacked([1f, 2]), new[] { 1f, 2 }),
        Value(writer => writer.WritePacked([1.0, 2]), new[] { 1.0, 2 }),
        Value(writer => writer.WritePacked(["a", "bc"]), new[] { "a", "bc" }),
        Value(writer => writer.WritePacked([new Vector2(1, 2)]), new[] { new Vector2(1, 2) }),
        Value(writer => writer.WritePacked([new Vector3(1, 2, 3)]), new[] { new Vector3(1, 2, 3) }),
        Value(writer => writer.WritePacked([new Color(1, 2, 3, 4)]), new[] { new Color(1, 2, 3, 4) }),
        Value(writer => writer.WritePacked([new Vector4(1, 2, 3, 4)]), new[] { new Vector4(1, 2, 3, 4) }),
    ];

    private readonly ArrayBufferWriter<byte> _buffer = new();

    [SetUp]
    public void Clear() => _buffer.Clear();

    [TestCaseSource(nameof(Values))]
    public void AValueIsWrittenAsItsVariantIs(object writing, Variant value)
    {
        ((Writing)writing)(new VariantWriter(_buffer));
        Assert.That(Hex.Of(_buffer.WrittenSpan), Is.EqualTo(Hex.Of(value.ToBytes())));
    }

    [Test]
    public void EveryTypeButListsCanBeWrittenOnItsOwn()
    {
        var covered = Values.Select(data => ((Variant)data.Arguments[1]!).Type).Distinct();
        Assert.That(Enum.GetValues<VariantType>().Except(covered), Is.EquivalentTo([VariantType.Array, VariantType.Dictionary]));
    }

    [Test]
    public void AListIsWrittenPieceByPiece()
    {
        var writer = new VariantWriter(_buffer);
        writer.WriteArrayHeader(2, VariantType.Int);
        writer.Write(1);
        writer.Write(2);
        Assert.That(Hex.Of(_buffer.WrittenSpan), Is.EqualTo(Hex.Of(((Variant)new VariantArray(VariantType.Int) { 1, 2 }).ToBytes())));
    }

    [Test]
    public void ADictionaryIsWrittenPieceByPiece()
    {
        var writer = new VariantWriter(_buffer);
        writer.WriteDictionaryHeader(1, VariantType.String, ElementType.OfClass("Node"));
        writer.Write("a");
        writer.Write(new ObjectId(5));
        var whole = new VariantDictionary(VariantType.String, ElementType.OfClass("Node")) { ["a"] = new ObjectId(5) };
        Assert.That(Hex.Of(_buffer.WrittenSpan), Is.EqualTo(Hex.Of(((Variant)whole).ToBytes())));
    }

    [Test]
    public void ArgumentsAreWrittenOneBehindTheOther()
    {
        var writer = new VariantWriter(_buffer);
        writer.WriteCompressed(7);
        writer.WriteCompressed("text");
        writer.WriteCompressed(new VariantArray { 1, "two", 3.5 });
        writer.WriteCompressed(true);
        Assert.That(Hex.Of(_buffer.WrittenSpan), Is.EqualTo(Hex.Of(Hex.Bytes("""
            02 07
            04 00 00 00  04 00 00 00  74 65 78 74
            1c 00 00 00  03 00 00 00
              02 00 00 00  01 00 00 00
              04 00 00 00  03 00 00 00  74 77 6f 00
              03 00 00 00  00 00 60 40
            81
            """))));
    }

    [Test]
    public void TextWithANulIsRefused()
    {
        Variant[] bad =
        [
            "a\0b", "\0", new StringName("a\0"), new NodePath("a\0"), new NodePath("a:\0"), new Signal(new(1), "\0"), new[] { "a", "\0" },
            new VariantArray { "\0" }, new VariantDictionary { ["\0"] = 1 },
        ];
        foreach (var value in bad) AssertRefused(writer => writer.Write(value), "NUL");
        AssertRefused(writer => writer.Write("\0"), "NUL");
        AssertRefused(writer => writer.WritePacked(["\0"]), "NUL");
    }

    [Test]
    public void ANullAmongTextsIsRefused() => AssertRefused(writer => writer.Write((Variant)new[] { "a", null! }), "no null");

    [Test]
    public void AnObjectInFullIsRefused()
    {
        AssertRefused(writer => writer.Write(new ObjectData("Node")), "AllowObjects");
        AssertRefused(writer => writer.Write(new VariantArray { 1, new ObjectData("Node") }), "AllowObjects");
    }

    [Test]
    public void ANegativeCountIsRefused()
    {
        AssertRefused(writer => writer.WriteArrayHeader(-1), "not negative");
        AssertRefused(writer => writer.WriteDictionaryHeader(-1), "not negative");
    }

    [Test]
    public void HalfASurrogatePairIsReplaced()
    {
        new VariantWriter(_buffer).Write("a\ud83d");
        Assert.That(Variant.TryFromBytes(_buffer.WrittenSpan, out var value, out _), Is.True);
        Assert.That((string)value, Is.EqualTo("a\ufffd"));
    }

    [Test]
    public void AWriterNeedsABuffer() => Assert.That(() => new VariantWriter(null!), Throws.ArgumentNullException);

    [Test]
    public void WhatWasInTheBufferDoesNotShow()
    {
        var dirty = new DirtyBuffer();
        var writer = new VariantWriter(dirty);
        writer.Write("a");
        writer.WritePacked([(byte)1]);
        writer.WritePacked(["a"]);
        writer.Write(new NodePath("a"));
        Assert.That(dirty.Written, Has.None.EqualTo(0xee));
    }

    private void AssertRefused(Writing writing, string text)
    {
        Assert.That(() => writing(new VariantWriter(_buffer)), Throws.InstanceOf<ArgumentException>().With.Message.Contains(text));
        Assert.That(_buffer.WrittenCount, Is.Zero);
    }

    private static TestCaseData Value(Writing writing, Variant value) => new TestCaseData(writing, value).SetArgDisplayNames($"{value.Type} {value}");

    /// <summary>Gives memory that somebody else has written to.</summary>
    private sealed class DirtyBuffer : IBufferWriter<byte>
    {
        private readonly byte[] _memory = [.. Enumerable.Repeat((byte)0xee, 1000)];
        private int _written;

        public IEnumerable<byte> Written => _memory.Take(_written);

        public void Advance(int count) => _written += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _memory.AsMemory(_written);

        public Span<byte> GetSpan(int sizeHint = 0) => _memory.AsSpan(_written);
    }
}

using System.Buffers;
using System.Numerics;

namespace Transport.Godot.Tests;

/// <summary>Numbers and structures cost no memory, in either direction.</summary>
[NonParallelizable]
public sealed class VariantAllocationTests
{
    private const int Rounds = 10_000;

    private static readonly Variant[] Held =
    [
        default, true, 7, long.MinValue, 0.5, 0.1, new Vector2(1, 2), new Vector2I(1, 2), new Rect2(new(1, 2), new(3, 4)), new Rect2I(new(1, 2), new(3, 4)),
        new Vector3(1, 2, 3), new Vector3I(1, 2, 3), new Vector4(1, 2, 3, 4), new Vector4I(1, 2, 3, 4), new Plane(1, 2, 3, 4),
        new Quaternion(1, 2, 3, 4), new Color(1, 2, 3, 4), new Rid(5), new ObjectId(5), default(Callable),
    ];

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    [Test]
    public void VariantsOfNumbersAndSmallStructures([Values] bool isCompressed) => CostsNothing(() =>
    {
        _buffer.Clear();
        var writer = new VariantWriter(_buffer);
        foreach (var value in Held)
        {
            if (isCompressed) writer.WriteCompressed(value);
            else writer.Write(value);
        }
        var reader = new VariantReader(_buffer.WrittenSpan);
        foreach (var value in Held)
        {
            if (!(isCompressed ? reader.TryReadCompressed(out var read) : reader.TryRead(out read)) || read != value) Assert.Fail($"{value} was {read}");
        }
    });

    [Test]
    public void ValuesWhoseTypeIsKnown() => CostsNothing(() =>
    {
        _buffer.Clear();
        var writer = new VariantWriter(_buffer);
        writer.WriteCompressed(7);
        writer.WriteCompressed(true);
        writer.Write(0.1);
        writer.Write("text");
        writer.Write(new Matrix3x2(1, 2, 3, 4, 5, 6));
        writer.Write(new Aabb(new(1, 2, 3), new(4, 5, 6)));
        writer.Write(Basis.Identity);
        writer.Write(Transform3D.Identity);
        writer.Write(Matrix4x4.Identity);
        writer.WritePacked("abc"u8);
        writer.WriteArrayHeader(2, VariantType.Int);
        writer.Write(1);
        writer.Write(2);
        var reader = new VariantReader(_buffer.WrittenSpan);
        var isRead = reader.TryReadCompressedInt32(out var number) & reader.TryReadCompressedBool(out _) & reader.TryReadDouble(out _)
            & reader.TryReadUtf8(out _) & reader.TryReadTransform2D(out _) & reader.TryReadAabb(out _) & reader.TryReadBasis(out _)
            & reader.TryReadTransform3D(out _) & reader.TryReadProjection(out _) & reader.TryReadPackedBytes(out _)
            & reader.TryReadArrayHeader(out _, out _) & reader.TryReadInt64(out _) & reader.TryReadSingle(out _);
        if (!isRead || number != 7 || reader.Remaining != 0) Assert.Fail("It was not read.");
    });

    [Test]
    public void WritingAndSkippingLists()
    {
        Variant value = new VariantDictionary
        {
            ["name"] = "Ann", ["position"] = new Vector3(1, 2, 3), ["items"] = new VariantArray { 1, "two", new VariantArray { 3 } },
            ["path"] = new NodePath("/root/Main"), ["bytes"] = new byte[100], ["basis"] = Basis.Identity,
        };
        CostsNothing(() =>
        {
            _buffer.Clear();
            new VariantWriter(_buffer).Write(value);
            var reader = new VariantReader(_buffer.WrittenSpan);
            if (!reader.TrySkip()) Assert.Fail("It was not skipped.");
        });
    }

    [Test]
    public void ComparingLists()
    {
        Variant one = new VariantDictionary { ["a"] = new VariantArray { 1, 2, Basis.Identity }, [new VariantArray { 1 }] = new float[3] };
        Variant.TryFromBytes(one.ToBytes(), out var other, out _);
        CostsNothing(() =>
        {
            if (one != other || one.GetHashCode() != other.GetHashCode()) Assert.Fail("They are equal.");
        });
    }

    [Test]
    public void PacketsOfNumbersOverAPeer()
    {
        using var server = new LoopbackMultiplayerPeer();
        using var client = new LoopbackMultiplayerPeer();
        server.CreateServer();
        client.CreateClient(server);
        while (client.Status != ConnectionStatus.Connected)
        {
            server.Poll();
            client.Poll();
        }
        server.Poll();
        CostsNothing(() =>
        {
            client.PutVar(new Vector3(1, 2, 3));
            client.SendVar(7, 1);
            client.TrySendVar(0.1, 1);
            server.Poll();
            if (!server.TryReceive(out var packet) || !packet.TryReadVariant(out var first, out _) || (Vector3)first != new Vector3(1, 2, 3))
                Assert.Fail("The vector did not come.");
            if (!server.TryGetVar(out var second, out _) || (int)second != 7) Assert.Fail("The int did not come.");
            if ((double)server.GetVar() != 0.1) Assert.Fail("The float did not come.");
        });
    }

    private static void CostsNothing(Action action)
    {
        // What grows is grown, and what is compiled twice is compiled.
        for (var i = 0; i < Rounds / 10; i++) action();
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 3 && allocated > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++) action();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.That(allocated, Is.Zero);
    }
}

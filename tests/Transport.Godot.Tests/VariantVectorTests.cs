using System.Buffers;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>What Godot has sent, and what follows from its rules: byte for byte, in both directions.</summary>
[NonParallelizable]
public sealed class VariantVectorTests
{
    private static IEnumerable<TestCaseData> Vectors =>
        RecordedVectors.All.Concat(LayoutVectors.All).Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    [TestCaseSource(nameof(Vectors))]
    public void ItIsReadFromItsBytes(VariantVector vector)
    {
        Assert.That(vector.TryRead(vector.Bytes, out var value, out var consumed, out var fault), Is.True, fault.ToString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(value, Is.EqualTo(vector.Value));
            Assert.That(value.Type, Is.EqualTo(vector.Value.Type));
            Assert.That(consumed, Is.EqualTo(vector.Bytes.Length));
        }
    }

    [TestCaseSource(nameof(Vectors))]
    public void ItIsWrittenAsItsBytes(VariantVector vector)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new VariantWriter(buffer, vector.Options);
        if (vector.IsCompressed) writer.WriteCompressed(vector.Value);
        else writer.Write(vector.Value);
        Assert.That(Hex.Of(buffer.WrittenSpan), Is.EqualTo(Hex.Of(vector.WrittenBytes)));
    }

    [TestCaseSource(nameof(Vectors))]
    public void WhatWasReadIsWrittenAsItsBytes(VariantVector vector)
    {
        vector.TryRead(vector.Bytes, out var value, out _, out _);
        ItIsWrittenAsItsBytes(vector with { Value = value });
    }

    [TestCaseSource(nameof(Vectors))]
    public void WhatComesBehindItIsLeft(VariantVector vector)
    {
        byte[] more = [.. vector.Bytes, 0xff, 0xff, 0xff];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(vector.TryRead(more, out var value, out var consumed, out _), Is.True);
            Assert.That(value, Is.EqualTo(vector.Value));
            Assert.That(consumed, Is.EqualTo(vector.Bytes.Length));
            Assert.That(vector.TrySkip(more, out var skipped), Is.True);
            Assert.That(skipped, Is.EqualTo(vector.Bytes.Length));
        }
    }

    [TestCaseSource(nameof(Vectors))]
    public void CutAnywhereItIsTruncatedAndCostsNoMemory(VariantVector vector)
    {
        var bytes = vector.Bytes;
        CutEverywhere(vector, bytes);
        var options = vector.Options;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var length = 0; length < bytes.Length; length++) TryRead(bytes.AsSpan(0, length), vector.IsCompressed, options);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void CutEverywhere(VariantVector vector, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            var isRead = vector.TryRead(bytes.AsSpan(0, length), out var value, out var consumed, out var fault);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(isRead, Is.False, $"{length} of {bytes.Length} bytes");
                Assert.That(fault.Error, Is.EqualTo(VariantError.Truncated), $"{length} of {bytes.Length} bytes");
                Assert.That(fault.Offset, Is.LessThanOrEqualTo(length));
                Assert.That(fault.ToString(), Does.Contain("end inside").And.Contain($"byte {fault.Offset}."));
                Assert.That(value.IsNil, Is.True);
                Assert.That(consumed, Is.Zero);
                Assert.That(vector.TrySkip(bytes.AsSpan(0, length), out _), Is.False);
            }
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, bool isCompressed, VariantOptions options)
    {
        var reader = new VariantReader(bytes, options);
        return isCompressed ? reader.TryReadCompressed(out _) : reader.TryRead(out _);
    }
}

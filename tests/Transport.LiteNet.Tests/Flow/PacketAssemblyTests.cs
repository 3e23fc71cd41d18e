using System.Buffers;
using Transport.LiteNet.Flow;

namespace Transport.LiteNet.Tests.Flow;

internal sealed class PacketAssemblyTests
{
    [Test]
    public void PiecesBecomeAPacket()
    {
        var assembly = new PacketAssembly();
        Assert.That(assembly.TryBegin(5, [1, 2]), Is.True);
        Assert.That((assembly.IsComplete, assembly.Length), Is.EqualTo((false, 5)));
        Assert.That(assembly.TryAdd([3]), Is.True);
        Assert.That(assembly.TryAdd([4, 5]), Is.True);
        Assert.That(assembly.IsComplete, Is.True);
        var buffer = assembly.Take();
        Assert.That(buffer[..5], Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
        ArrayPool<byte>.Shared.Return(buffer);
        Assert.That(assembly.TryBegin(1, [9]), Is.True, "Ready for the next.");
        assembly.Clear();
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        var assembly = new PacketAssembly();
        Assert.That(assembly.TryAdd([1]), Is.False, "Nothing was begun.");
        Assert.That(assembly.TryBegin(0, [1]), Is.False, "A packet of no bytes is whole.");
        Assert.That(assembly.TryBegin(4, [1, 2]), Is.True);
        Assert.That(assembly.TryBegin(4, [1, 2]), Is.False, "Another is not complete.");
        Assert.That(assembly.TryAdd([]), Is.False, "A piece of nothing.");
        Assert.That(assembly.TryAdd([3, 4, 5]), Is.False, "More than is missing.");
        assembly.Clear();
    }

    [Test]
    public void MemoryIsTakenForWhatHasComeOnly()
    {
        const int announced = 100_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var assembly = new PacketAssembly();
        Assert.That(assembly.TryBegin(announced, new byte[1000]), Is.True);
        Assert.That(assembly.TryAdd(new byte[1000]), Is.True);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(50_000));
        assembly.Clear();
    }
}

using System.Buffers;
using Transport.LiteNet.Flow;

namespace Transport.LiteNet.Tests.Flow;

internal sealed class InboundBlockTests
{
    private readonly InboundBlockPool _pool = new();

    [Test]
    public void PacketsKeepPayloadModeAndChannel()
    {
        var block = _pool.Rent();
        block.Sender = 7;
        for (var i = 0; i < 100; i++) Assert.That(block.TryAdd(new byte[] { (byte)i }.AsSpan(0, i % 2), (TransferMode)(i % 3), i % 5), Is.True);
        Assert.That((block.Count, block.PayloadBytes), Is.EqualTo((100, 50)));
        for (var i = 0; i < 100; i++)
        {
            var packet = block[i];
            Assert.That((packet.Sender, packet.Mode, packet.Channel), Is.EqualTo((7, (TransferMode)(i % 3), i % 5)));
            Assert.That(packet.Payload.ToArray(), Is.EqualTo(i % 2 == 0 ? Array.Empty<byte>() : [(byte)i]));
        }
        block.Release();
    }

    [Test]
    public void BlockTakesOnePacketOfAnySizeAndThenABoundedNumber()
    {
        var block = _pool.Rent();
        Assert.That(block.TryAdd(new byte[100_000], TransferMode.Reliable, 0), Is.True);
        Assert.That(block.TryAdd(new byte[1], TransferMode.Reliable, 0), Is.False);
        block.Release();
        block = _pool.Rent();
        var count = 0;
        while (block.TryAdd([], TransferMode.Reliable, 0)) count++;
        Assert.That(count, Is.EqualTo(256));
        block.Release();
    }

    [Test]
    public void OwnerIsToldWhatEachKindGivesBack()
    {
        var owner = new Owner();
        var block = _pool.Rent();
        block.Owner = owner;
        block.TryAdd(new byte[3], TransferMode.Reliable, 0);
        block.TryAdd(new byte[4], TransferMode.Unreliable, 0);
        block.TryAdd(new byte[5], TransferMode.UnreliableOrdered, 0);
        block.Release();
        Assert.That(
            (owner.Share.Packets, owner.Share.Bytes, owner.Share.UnreliablePackets, owner.Share.UnreliableBytes), Is.EqualTo((1, 3, 2, 9)));
        Assert.That(_pool.Rent(), Is.SameAs(block), "It is used again.");
    }

    [Test]
    public void LargePacketIsAdoptedWithoutACopy()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(70_000);
        var block = _pool.Rent();
        block.Adopt(buffer, 65_535, channel: 3);
        Assert.That((block.Count, block.PayloadBytes, block[0].Channel, block[0].Payload.Length), Is.EqualTo((1, 65_535, 3, 65_535)));
        block.Release();
    }

    private sealed class Owner : IBlockOwner
    {
        public InboundRoom.Share Share { get; private set; }

        public void Released(in InboundRoom.Share share) => Share = share;
    }
}

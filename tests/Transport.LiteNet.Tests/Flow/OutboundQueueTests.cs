using Transport.LiteNet.Flow;

namespace Transport.LiteNet.Tests.Flow;

internal sealed class OutboundQueueTests
{
    private const int Overhead = ByteQueue.OverheadBytes;

    private static readonly LiteNetMultiplayerPeerOptions Options = new() { OutboundQueueBytes = 10 * (Overhead + 10), OutboundQueuePackets = 12, ChannelsCount = 3 };

    [Test]
    public void QueueIsFullByBytes()
    {
        var queue = new OutboundQueue(Options);
        for (var i = 0; i < 10; i++) Assert.That(queue.Add(new byte[10], TransferMode.Reliable, i % 3), Is.EqualTo(QueueOutcome.Added));
        Assert.That(queue.Add([], TransferMode.Reliable, 0), Is.EqualTo(QueueOutcome.Full));
        Remove(queue, 1);
        Assert.That(queue.Add(new byte[10], TransferMode.Reliable, 0), Is.EqualTo(QueueOutcome.Added));
    }

    [Test]
    public void QueueIsFullByPackets()
    {
        var queue = new OutboundQueue(Options);
        for (var i = 0; i < 12; i++) Assert.That(queue.Add([], TransferMode.Reliable, 0), Is.EqualTo(QueueOutcome.Added));
        Assert.That(queue.Add([], TransferMode.Reliable, 1), Is.EqualTo(QueueOutcome.Full));
    }

    [Test]
    public void PacketLargerThanTheQueueGoesWhenNothingElseWaits()
    {
        var queue = new OutboundQueue(Options);
        Assert.That(queue.Add(new byte[5000], TransferMode.Reliable, 0), Is.EqualTo(QueueOutcome.Added));
        Assert.That(queue.Add([], TransferMode.Reliable, 0), Is.EqualTo(QueueOutcome.Full));
    }

    [Test]
    public void ReliablePacketsThatAreStuckDoNotHoldUpTheOthers()
    {
        var queue = new OutboundQueue(Options);
        while (queue.Add(new byte[10], TransferMode.Reliable, 0) == QueueOutcome.Added)
        {
        }
        for (var i = 0; i < 10; i++)
            Assert.That(queue.Add(new byte[10], (TransferMode)(i % 2), 0), Is.EqualTo(QueueOutcome.Added));
        Assert.That(queue.Add(new byte[10], TransferMode.Unreliable, 0), Is.EqualTo(QueueOutcome.Full), "They have a bound as well.");
    }

    [Test]
    public void UnreliablePacketsKeepModeAndChannel()
    {
        var queue = new OutboundQueue(new LiteNetMultiplayerPeerOptions { ChannelsCount = LiteNetMultiplayerPeerOptions.MaxChannelsCount });
        foreach (var mode in new[] { TransferMode.Unreliable, TransferMode.UnreliableOrdered })
        {
            for (var channel = 0; channel < LiteNetMultiplayerPeerOptions.MaxChannelsCount; channel++)
            {
                queue.Add([(byte)channel], mode, channel);
                Assert.That((OutboundQueue.ModeOf(queue.Datagrams.Mark), OutboundQueue.ChannelOf(queue.Datagrams.Mark)), Is.EqualTo((mode, (byte)channel)));
                Assert.That(queue.Datagrams.Content.ToArray(), Is.EqualTo(new[] { (byte)channel, (byte)channel }));
                queue.Dequeue(queue.Datagrams);
            }
        }
    }

    [Test]
    public void SealedQueueTakesNothingAndKeepsOrDropsWhatItHas([Values] bool drop)
    {
        var queue = new OutboundQueue(Options);
        queue.Add([1], TransferMode.Reliable, 0);
        queue.Add([2], TransferMode.Unreliable, 0);
        queue.Seal(drop);
        Assert.That(queue.Add([3], TransferMode.Reliable, 0), Is.EqualTo(QueueOutcome.Sealed));
        Assert.That(queue.ReliablePackets, Is.EqualTo(drop ? 0 : 1));
        Assert.That(queue.Fill(default).QueuedPackets, Is.EqualTo(drop ? 0 : 2));
        Assert.That(queue.Fill(default).PacketsSent, Is.EqualTo(2));
    }

    private static void Remove(OutboundQueue queue, int channel)
    {
        lock (queue.Gate) queue.Dequeue(queue.Lane(channel)!);
    }
}

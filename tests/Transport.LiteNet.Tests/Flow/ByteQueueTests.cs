using Transport.LiteNet.Flow;

namespace Transport.LiteNet.Tests.Flow;

internal sealed class ByteQueueTests
{
    [Test]
    public void PacketsComeOutAsTheyWentIn()
    {
        var queue = new ByteQueue();
        queue.Enqueue(1, 2, [3, 4]);
        queue.Enqueue(5, 6, []);
        Assert.That((queue.IsEmpty, queue.HasMore, queue.Mark), Is.EqualTo((false, true, (byte)1)));
        Assert.That(queue.Content.ToArray(), Is.EqualTo(new byte[] { 2, 3, 4 }));
        Assert.That(queue.Payload.ToArray(), Is.EqualTo(new byte[] { 3, 4 }));
        queue.Dequeue();
        Assert.That((queue.IsEmpty, queue.HasMore, queue.Mark), Is.EqualTo((false, false, (byte)5)));
        Assert.That(queue.Content.ToArray(), Is.EqualTo(new byte[] { 6 }));
        queue.Dequeue();
        Assert.That(queue.IsEmpty, Is.True);
    }

    [Test]
    public void AsAQueueOfArrays()
    {
        var random = TestSeed.NewRandom();
        var queue = new ByteQueue();
        var model = new Queue<byte[]>();
        for (var i = 0; i < 50_000; i++)
        {
            if (random.Next(5) < (model.Count > 200 ? 1 : 3))
            {
                var payload = random.NextBytes(random.Next(20) == 0 ? random.Next(5000) : random.Next(40));
                queue.Enqueue((byte)i, 0, payload);
                model.Enqueue(payload);
            }
            else if (model.Count > 0)
            {
                Assert.That(queue.Payload.SequenceEqual(model.Dequeue()), Is.True, $"step {i}");
                queue.Dequeue();
            }
            Assert.That(queue.IsEmpty, Is.EqualTo(model.Count == 0));
            if (model.Count > 0) Assert.That(queue.HasMore, Is.EqualTo(model.Count > 1));
        }
    }

    [Test]
    public void ThroughputAllocatesNothing()
    {
        var queue = new ByteQueue();
        var payload = new byte[100];
        Run(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                for (var j = 0; j < 5; j++) queue.Enqueue(0, 0, payload);
                while (!queue.IsEmpty) queue.Dequeue();
            }
        }
    }
}

using Transport.WebSockets.Framing;
using Transport.WebSockets.Streams;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

internal sealed class OutboundQueueTests
{
    [Test]
    public void TheFirstMessageIsToldApart()
    {
        var queue = new OutboundQueue(isMasked: false, 1000, 1000);
        Assert.That(queue.TryAdd(Opcode.Binary, "a"u8), Is.EqualTo(QueueOutcome.AddedFirst));
        Assert.That(queue.TryAdd(Opcode.Binary, "b"u8), Is.EqualTo(QueueOutcome.Added));
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        queue.Flush();
        Assert.That(far.Waiting, Is.EqualTo(6));
        Assert.That(queue.TryAdd(Opcode.Binary, "c"u8), Is.EqualTo(QueueOutcome.AddedFirst));
    }

    [Test]
    public void NothingIsWrittenBeforeThereIsAStream()
    {
        var queue = new OutboundQueue(isMasked: false, 1000, 1000);
        queue.TryAdd(Opcode.Binary, "a"u8);
        queue.Flush();
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        Assert.That(far.Waiting, Is.Zero);
        queue.Flush();
        Assert.That(far.Waiting, Is.EqualTo(3));
    }

    [Test]
    public async Task WhatIsAddedDuringAWriteIsWrittenInOneCallAfterIt()
    {
        var queue = new OutboundQueue(isMasked: false, 10_000, 1000);
        var (near, far) = DuplexStream.Pair(capacity: 10);
        queue.Open(near);
        queue.TryAdd(Opcode.Binary, new byte[20]);
        queue.Flush();
        for (var i = 0; i < 5; i++) Assert.That(queue.TryAdd(Opcode.Binary, [1]), Is.EqualTo(QueueOutcome.Added));
        queue.Flush();
        Assert.That(near.Writes, Is.EqualTo(1));
        await new RawEnd(far).ReadAsync(22 + 15);
        Assert.That(near.Writes, Is.EqualTo(2));
    }

    [Test]
    public async Task DrainCompletesWhenEverythingIsWritten()
    {
        var queue = new OutboundQueue(isMasked: false, 1000, 1000);
        Assert.That(queue.DrainAsync().IsCompleted, Is.True);
        var (near, far) = DuplexStream.Pair(capacity: 10);
        queue.Open(near);
        queue.TryAdd(Opcode.Binary, new byte[20]);
        queue.Flush();
        var drained = queue.DrainAsync();
        Assert.That(drained.IsCompleted, Is.False);
        await new RawEnd(far).ReadAsync(22);
        await Pump.Soon(drained, "the drain");
    }

    [Test]
    public async Task DrainCompletesWhenNothingCanBeWrittenAnyMore()
    {
        var queue = new OutboundQueue(isMasked: false, 1000, 1000);
        queue.TryAdd(Opcode.Binary, [1]);
        var drained = queue.DrainAsync();
        Assert.That(drained.IsCompleted, Is.False);
        queue.Break();
        await Pump.Soon(drained, "the drain");
        Assert.That(queue.TryAdd(Opcode.Binary, [1]), Is.EqualTo(QueueOutcome.Sealed));
    }

    [Test]
    public async Task ASealIsTheLastFrame()
    {
        var owner = new Owner();
        var queue = new OutboundQueue(isMasked: false, 1000, 1000, owner);
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        queue.TryAdd(Opcode.Binary, [7]);
        Assert.That(queue.Seal([0x03, 0xE8]), Is.True);
        Assert.That(queue.Seal([0x03, 0xE8]), Is.False);
        Assert.That(queue.TryAdd(Opcode.Binary, [8]), Is.EqualTo(QueueOutcome.Sealed));
        Assert.That(queue.TryAddFramed([0x82, 0], 0), Is.EqualTo(QueueOutcome.Sealed));
        queue.AddPing([1]);
        queue.AddPong([1]);
        queue.Flush();
        Assert.That(await new RawEnd(far).ReadAsync(7), Is.EqualTo(new byte[] { 0x82, 1, 7, 0x88, 2, 0x03, 0xE8 }));
        Assert.That(far.Waiting, Is.Zero);
        Assert.That(owner.Drains, Is.EqualTo(1));
    }

    [Test]
    public async Task ASealMayDropWhatIsNotBeingWritten()
    {
        var queue = new OutboundQueue(isMasked: false, 1000, 1000);
        var (near, far) = DuplexStream.Pair(capacity: 10);
        queue.Open(near);
        queue.TryAdd(Opcode.Binary, new byte[20]);
        queue.Flush();
        queue.TryAdd(Opcode.Binary, new byte[30]);
        queue.Seal([0x03, 0xF0], dropPending: true);
        var end = new RawEnd(far);
        Assert.That((await end.ReadFrameAsync()).Payload, Has.Length.EqualTo(20));
        Assert.That((await end.ReadFrameAsync()).CloseCode, Is.EqualTo(1008));
        Assert.That(far.Waiting, Is.Zero);
    }

    [Test]
    public void AStreamThatFailsIsToldOnce()
    {
        var owner = new Owner();
        var queue = new OutboundQueue(isMasked: false, 1000, 1000, owner);
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        far.Dispose();
        queue.TryAdd(Opcode.Binary, [1]);
        queue.Flush();
        queue.TryAdd(Opcode.Binary, [1]);
        queue.Flush();
        Assert.That(owner.Failures, Has.Count.EqualTo(1));
        Assert.That(owner.Failures[0], Is.InstanceOf<IOException>());
        queue.Count(out _, out _, out var packets, out var bytes);
        Assert.That((packets, bytes), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ControlFramesPassTheLimits()
    {
        var queue = new OutboundQueue(isMasked: false, maxBytes: 10, maxPackets: 1);
        queue.TryAdd(Opcode.Binary, new byte[8]);
        Assert.That(queue.TryAdd(Opcode.Binary, []), Is.EqualTo(QueueOutcome.Full));
        queue.AddPing([1]);
        queue.AddPong([2]);
        queue.Seal([]);
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        queue.Flush();
        Assert.That(far.Waiting, Is.EqualTo(10 + 3 + 3 + 2));
    }

    [Test]
    public async Task OnlyTheLatestOfTooManyPingsIsAnswered()
    {
        var queue = new OutboundQueue(isMasked: false, 1000, 1000);
        for (byte i = 0; i < 200; i++) queue.AddPong([i]);
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        queue.Flush();
        var end = new RawEnd(far);
        var pongs = new List<byte>();
        while (far.Waiting > 0) pongs.Add((await end.ReadFrameAsync()).Payload[0]);
        Assert.That(pongs, Is.EqualTo(Enumerable.Range(0, 64).Append(199)));
    }

    [Test]
    public async Task AClientsFramesAreMaskedWithKeysOfTheirOwn()
    {
        var queue = new OutboundQueue(isMasked: true, 10_000, 1000);
        for (var i = 0; i < 50; i++) queue.TryAdd(Opcode.Binary, new byte[4]);
        var (near, far) = DuplexStream.Pair();
        queue.Open(near);
        queue.Flush();
        var end = new RawEnd(far);
        var keys = new HashSet<int>();
        for (var i = 0; i < 50; i++)
        {
            var frame = await end.ReadAsync(10);
            Assert.That(frame[..2], Is.EqualTo(new byte[] { 0x82, 0x84 }));
            keys.Add(BitConverter.ToInt32(frame, 2));
        }
        Assert.That(keys, Has.Count.GreaterThan(45));
    }

    [Test]
    public void AtRestItAllocatesNothingPerMessage()
    {
        var queue = new OutboundQueue(isMasked: true, 1 << 20, 1000);
        queue.Open(Stream.Null);
        Send(queue, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(queue, 10_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
    }

    private static void Send(OutboundQueue queue, int count)
    {
        Span<byte> payload = stackalloc byte[64];
        for (var i = 0; i < count; i++)
        {
            queue.TryAdd(Opcode.Binary, payload);
            queue.Flush();
        }
    }

    private sealed class Owner : IOutboundOwner
    {
        public int Drains { get; private set; }

        public List<Exception> Failures { get; } = [];

        public void Drained() => Drains++;

        public void WriteFailed(Exception exception) => Failures.Add(exception);
    }
}

using System.Threading.Channels;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

[NonParallelizable]
internal sealed class MessageBlockTests
{
    [Test]
    public void AMessageIsAReliablePacketOfItsSender()
    {
        var block = Receive(FrameBytes.ToServer.Binary(1, 2).Text("three"));
        block.Sender = 77;
        Assert.That(block.Count, Is.EqualTo(2));
        Assert.That(block[1].Sender, Is.EqualTo(77));
        Assert.That(block[1].Mode, Is.EqualTo(TransferMode.Reliable));
        Assert.That(block[1].Channel, Is.Zero);
        Assert.That(block[1].Payload.ToArray(), Is.EqualTo("three"u8.ToArray()));
        block.Release();
    }

    [Test]
    public void TheFirstMessageCanBeTakenOut()
    {
        var block = Receive(FrameBytes.ToServer.Binary(1, 2, 3, 4).Text("next").Binary(5));
        block.RemoveFirst();
        Assert.That(block.Count, Is.EqualTo(2));
        Assert.That(block.PayloadBytes, Is.EqualTo(5));
        Assert.That(block[0].Payload.ToArray(), Is.EqualTo("next"u8.ToArray()));
        Assert.That(block.IsText(0), Is.True);
        Assert.That(block[1].Payload.ToArray(), Is.EqualTo(new byte[] { 5 }));
        Assert.That(() => block[2], Throws.InstanceOf<ArgumentOutOfRangeException>());
        block.Release();
    }

    [Test]
    public void TheOnlyMessageCanBeTakenOut()
    {
        var block = Receive(FrameBytes.ToServer.Binary(1));
        block.RemoveFirst();
        Assert.That((block.Count, block.PayloadBytes), Is.EqualTo((0, 0)));
        Assert.That(block.RemoveFirst, Throws.InstanceOf<ArgumentOutOfRangeException>());
        block.Release();
    }

    [Test]
    public void TheOwnerIsToldOnceWithCountAndBytes()
    {
        var owner = new Owner();
        var block = Receive(FrameBytes.ToServer.Binary(1, 2).Binary(3));
        block.Owner = owner;
        block.Sender = 5;
        block.Release();
        Assert.That(owner.Told, Is.EqualTo(new[] { (5, 2, 3) }));
    }

    [Test]
    public void ASecondReleaseIsTheCallersMistake()
    {
        var block = Receive(FrameBytes.ToServer.Binary(1));
        block.Release();
        Assert.That(block.Release, Throws.InvalidOperationException);
        Assert.That(block.Count, Is.Zero);
        Assert.That(() => block[0], Throws.InstanceOf<ArgumentOutOfRangeException>());

        // The pool has it once: two that are rented now are not the same.
        var one = MessageBlock.Rent(10);
        var other = MessageBlock.Rent(10);
        Assert.That(one, Is.Not.SameAs(other));
        one.Release();
        other.Release();
    }

    [Test]
    public void ABlockIsUsedAgainAndRemembersNothing()
    {
        var first = Receive(FrameBytes.ToServer.Binary(1));
        first.Owner = new Owner();
        first.Sender = 9;
        first.Release();
        var again = MessageBlock.Rent(100);
        Assert.That(again, Is.SameAs(first));
        Assert.That((again.Count, again.PayloadBytes, again.Sender, again.Owner), Is.EqualTo((0, 0, 0, (IMessageBlockOwner?)null)));
        Assert.That(again.Buffer, Has.Length.GreaterThanOrEqualTo(100));
        again.Release();
    }

    [Test]
    public void ABlockIsBackInThePoolEvenWhenItsOwnerThrows()
    {
        var block = MessageBlock.Rent(10);
        block.Owner = new Owner { Throws = true };
        Assert.That(block.Release, Throws.InvalidOperationException.With.Message.EqualTo("owner"));
        var again = MessageBlock.Rent(10);
        Assert.That(again, Is.SameAs(block));
        again.Release();
    }

    [Test]
    public void ThePoolIsBounded()
    {
        var blocks = Enumerable.Range(0, 2 * MessageBlockPool.MaxBlocks).Select(_ => MessageBlock.Rent(1)).ToArray();
        foreach (var block in blocks) block.Release();
        Assert.That(MessageBlockPool.Count, Is.EqualTo(MessageBlockPool.MaxBlocks));
    }

    [Test]
    public void ABlockGivesRoomForManyMessagesBack()
    {
        var block = MessageBlock.Rent(1);
        for (var i = 0; i <= MessageBlockPool.MaxSlices; i++) block.Add(0, 0, isText: false);
        block.Release();
        Assert.That(block.SlicesCapacity, Is.Zero);
    }

    [Test]
    public async Task BlocksCrossThreadsUnharmed()
    {
        // Two readers write their own number into everything; two consumers check it and release.
        const int BlocksOfEach = 5000;
        var queue = Channel.CreateBounded<MessageBlock>(64);
        var readers = Enumerable.Range(1, 2).Select(number => Task.Run(async () =>
        {
            using var reader = new MessageReader(WebSocketRole.Server, 1000);
            for (var i = 0; i < BlocksOfEach; i++)
            {
                var payload = new byte[1 + i % 300];
                Array.Fill(payload, (byte)number);
                reader.Feed(FrameBytes.ToServer.Binary(payload).Binary(payload).ToArray());
                reader.Read(10, 10_000);
                var block = reader.TakeBlock()!;
                block.Sender = number;
                await queue.Writer.WriteAsync(block);
            }
        })).ToArray();
        var consumers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var taken = 0;
            await foreach (var block in queue.Reader.ReadAllAsync())
            {
                for (var i = 0; i < block.Count; i++)
                {
                    var other = block[i].Payload.Span.IndexOfAnyExcept((byte)block.Sender);
                    // The readers must not wait for room that nobody makes.
                    if (other >= 0) queue.Writer.TryComplete(new AssertionException($"A block of {block.Sender} holds another's bytes."));
                }
                taken += block.Count;
                block.Release();
            }
            return taken;
        })).ToArray();
        await Task.WhenAll(readers);
        queue.Writer.TryComplete();
        Assert.That((await Task.WhenAll(consumers)).Sum(), Is.EqualTo(2 * 2 * BlocksOfEach));
    }

    private static MessageBlock Receive(FrameBytes frames)
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        reader.Feed(frames.ToArray());
        Assert.That(reader.Read(int.MaxValue, int.MaxValue), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        return reader.TakeBlock()!;
    }

    private sealed class Owner : IMessageBlockOwner
    {
        public List<(int Sender, int Count, int Bytes)> Told { get; } = [];

        public bool Throws { get; init; }

        public void Released(MessageBlock block)
        {
            if (Throws) throw new InvalidOperationException("owner");
            Told.Add((block.Sender, block.Count, block.PayloadBytes));
        }
    }
}

using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets.Tests.Streams;

internal sealed class InboundRoomTests
{
    [Test]
    public void RoomIsWhatIsNotTaken()
    {
        var room = new InboundRoom(maxBytes: 100, maxPackets: 4);
        Assert.That((room.IsEmpty, room.Bytes, room.Packets), Is.EqualTo((true, 100, 4)));
        var block = Block(30, 0);
        room.Take(block);
        Assert.That((room.IsEmpty, room.Bytes, room.Packets), Is.EqualTo((false, 70, 2)));
        block.Release();
        Assert.That((room.IsEmpty, room.Bytes, room.Packets), Is.EqualTo((true, 100, 4)));
    }

    [Test]
    public void AMessageLargerThanTheQueueLeavesNoRoomAndNotLess()
    {
        var room = new InboundRoom(maxBytes: 100, maxPackets: 4);
        room.Take(Block(5000));
        Assert.That((room.IsEmpty, room.Bytes, room.Packets), Is.EqualTo((false, 0, 3)));
    }

    [Test]
    public void TheWaiterGoesOnOnceHalfTheQueueIsFree()
    {
        var room = new InboundRoom(maxBytes: 100, maxPackets: 10);
        var blocks = new[] { Block(30), Block(30), Block(40) };
        foreach (var block in blocks) room.Take(block);
        var wait = room.WaitAsync().AsTask();
        blocks[0].Release();
        Assert.That(wait.IsCompleted, Is.False);
        blocks[1].Release();
        Assert.That(() => wait.IsCompleted, Is.True.After(5000, 1));
    }

    [Test]
    public void TheWaiterGoesOnWhenTheQueueIsEmptyHoweverSmallItIs()
    {
        var room = new InboundRoom(maxBytes: 1, maxPackets: 1);
        var block = Block(1);
        room.Take(block);
        var wait = room.WaitAsync().AsTask();
        block.Release();
        Assert.That(() => wait.IsCompleted, Is.True.After(5000, 1));
    }

    [Test]
    public void TheWaiterGoesOnWhenThereIsSomethingElseToLookAt()
    {
        var room = new InboundRoom(maxBytes: 1, maxPackets: 1);
        room.Take(Block(1));
        var wait = room.WaitAsync().AsTask();
        room.Wake();
        Assert.That(() => wait.IsCompleted, Is.True.After(5000, 1));
    }

    private static MessageBlock Block(params int[] payloads)
    {
        var block = MessageBlock.Rent(payloads.Sum());
        var offset = 0;
        foreach (var payload in payloads)
        {
            block.Add(offset, payload, isText: false);
            offset += payload;
        }
        return block;
    }
}

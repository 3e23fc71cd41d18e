using Transport.LiteNet.Flow;

namespace Transport.LiteNet.Tests.Flow;

/// <summary>A sender's credit and a receiver's room, joined in memory.</summary>
internal sealed class FlowControlTests
{
    [Test]
    public void SenderStopsWhereTheReceiverWouldRefuse()
    {
        var (credit, room) = Join(bytes: 100, packets: 5);
        for (var i = 0; i < 4; i++) Send(credit, room, 25);
        Assert.That(credit.Allows(1), Is.False);
        Assert.That(room.TryTake(1), Is.False);
    }

    [Test]
    public void EmptyPacketsAreBoundedByTheirNumber()
    {
        var (credit, room) = Join(bytes: 100, packets: 5);
        for (var i = 0; i < 5; i++) Send(credit, room, 0);
        Assert.That(credit.Allows(0), Is.False);
        Assert.That(room.TryTake(0), Is.False);
    }

    [Test]
    public void PacketLargerThanTheWindowGoesAlone()
    {
        var (credit, room) = Join(bytes: 100, packets: 5);
        Send(credit, room, 1000);
        Assert.That(credit.Allows(0), Is.False);
        room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = 1000 });
        Tell(room, credit);
        Assert.That(credit.Allows(1000), Is.True);
    }

    [Test]
    public void NewsIsDueAtHalfAWindow()
    {
        var (credit, room) = Join(bytes: 100, packets: 100);
        Send(credit, room, 49);
        Assert.That(room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = 49 }), Is.False);
        Send(credit, room, 1);
        Assert.That(room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = 1 }), Is.True);
    }

    [Test]
    public void SenderThatAsksHearsWhenAllIsTaken()
    {
        var (credit, room) = Join(bytes: 100, packets: 100);
        Send(credit, room, 30);
        Send(credit, room, 10);
        Assert.That(credit.Allows(90), Is.False);
        room.Ask();
        Assert.That(room.IsNewsDue, Is.False, "Nothing was taken.");
        Assert.That(room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = 30 }), Is.False, "Not all was taken.");
        Assert.That(room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = 10 }), Is.True);
        Tell(room, credit);
        Assert.That(credit.Allows(90), Is.True);
        Assert.That(room.IsNewsDue, Is.False);
    }

    [TestCase(2, 1)]
    [TestCase(1, 101)]
    [TestCase(-1, 0)]
    public void CreditForWhatWasNotSentIsALie(long packets, long bytes)
    {
        var (credit, room) = Join(bytes: 100, packets: 5);
        Send(credit, room, 100);
        Assert.That(credit.TryRaise(bytes, packets), Is.False);
        Assert.That(credit.Allows(1), Is.False);
    }

    [Test]
    public void CreditDoesNotGoBack()
    {
        var (credit, room) = Join(bytes: 100, packets: 5);
        Send(credit, room, 50);
        Assert.That(credit.TryRaise(50, 1), Is.True);
        Assert.That(credit.TryRaise(0, 0), Is.False);
        Assert.That(credit.TryRaise(50, 1), Is.True, "The same again is no lie.");
    }

    [Test]
    public void UnreliablePacketsHaveNoMoreThanIsLeft()
    {
        var (_, room) = Join(bytes: 100, packets: 3);
        Assert.That(room.TryTake(60), Is.True);
        Assert.That(room.TryTakeUnreliable(41), Is.False);
        Assert.That(room.TryTakeUnreliable(40), Is.True);
        Assert.That(room.TryTakeUnreliable(0), Is.True);
        Assert.That(room.TryTakeUnreliable(0), Is.False, "Three packets are there.");
        Assert.That(room.TryTake(40), Is.True, "A reliable one that is allowed is never refused.");
        Assert.That(room.GiveBack(new InboundRoom.Share { UnreliablePackets = 2, UnreliableBytes = 40 }), Is.False, "Nobody needs to be told.");
        room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = 60 });
        Assert.That(room.TryTakeUnreliable(60), Is.True);
    }

    // Whatever sizes and habits: the receiver never holds more than its window, never refuses what the credit allowed, and the two never stall.
    [Test]
    public void TheTwoNeverDisagreeAndNeverStall()
    {
        var random = TestSeed.NewRandom();
        for (var round = 0; round < 200; round++)
        {
            int maxBytes = random.Next(1, 500), maxPackets = random.Next(1, 20);
            var (credit, room) = Join(maxBytes, maxPackets);
            var waiting = new Queue<int>();
            var (sent, held, idle) = (0, 0, 0);
            var next = random.Next(700);
            while (sent < 300)
            {
                if (credit.Allows(next))
                {
                    Assert.That(held + next <= maxBytes || waiting.Count == 0, Is.True);
                    Assert.That(waiting, Has.Count.LessThan(maxPackets));
                    Send(credit, room, next);
                    waiting.Enqueue(next);
                    held += next;
                    next = random.Next(700);
                    sent++;
                    idle = 0;
                }
                else
                {
                    room.Ask();
                    idle++;
                }
                if (waiting.Count > 0 && random.Next(3) > 0)
                {
                    var taken = waiting.Dequeue();
                    held -= taken;
                    room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = taken });
                }
                if (room.IsNewsDue) Tell(room, credit);
                Assert.That(idle, Is.LessThan(200), "They have stalled.");
            }
        }
    }

    private static (SendCredit Credit, InboundRoom Room) Join(int bytes, int packets)
    {
        var room = new InboundRoom(bytes, packets);
        var credit = new SendCredit();
        Assert.That(credit.Allows(0), Is.False, "Nothing is sent before the window is known.");
        credit.Open(room.WindowBytes, room.WindowPackets);
        return (credit, room);
    }

    private static void Send(SendCredit credit, InboundRoom room, int bytes)
    {
        Assert.That(credit.Allows(bytes), Is.True);
        credit.Sent(bytes);
        Assert.That(room.TryTake(bytes), Is.True, "What the credit allows is never refused.");
    }

    private static void Tell(InboundRoom room, SendCredit credit)
    {
        var (bytes, packets) = room.Announce();
        Assert.That(credit.TryRaise(bytes, packets), Is.True);
    }
}

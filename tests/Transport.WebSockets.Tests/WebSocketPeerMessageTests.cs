using System.Text;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>Messages through a WebSocketPeer, both ways.</summary>
internal sealed class WebSocketPeerMessageTests
{
    [Test]
    public async Task TextArrivesAsTextAndBinaryAsBinary()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.SendText("žluťoučký 🐎");
        pair.Client.Send([0, 255, 0x80]);
        pair.Client.Send("text"u8, WriteMode.Text);
        pair.Client.PutPacket([1]);
        await pair.Until(() => pair.Server.AvailablePacketCount == 4, "four messages");
        var received = Take(pair.Server);
        Assert.That(received.Select(message => message.IsText), Is.EqualTo(new[] { true, false, true, false }));
        Assert.That(Encoding.UTF8.GetString(received[0].Payload), Is.EqualTo("žluťoučký 🐎"));
        Assert.That(received[1].Payload, Is.EqualTo(new byte[] { 0, 255, 0x80 }));
        Assert.That(received[2].Payload, Is.EqualTo("text"u8.ToArray()));
        Assert.That(received[3].Payload, Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public async Task WasStringPacketTellsOfTheMessageTakenLast()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Server.SendText("text");
        pair.Server.Send([1]);
        await pair.Until(() => pair.Client.AvailablePacketCount == 2, "two messages");
        Assert.That(pair.Client.WasStringPacket, Is.False);
        Assert.That(pair.Client.GetPacket(), Is.EqualTo("text"u8.ToArray()));
        Assert.That(pair.Client.WasStringPacket, Is.True);
        Assert.That(pair.Client.GetPacket(), Is.EqualTo(new byte[] { 1 }));
        Assert.That(pair.Client.WasStringPacket, Is.False);
    }

    [Test]
    public async Task EmptyMessagesAreMessages()
    {
        using var pair = await PeerPair.OpenAsync();
        Assert.That(pair.Client.SendText(""), Is.True);
        Assert.That(pair.Client.Send([]), Is.True);
        Assert.That(pair.Client.PutPacket([]), Is.True);
        await pair.Until(() => pair.Server.AvailablePacketCount == 3, "three messages");
        Assert.That(Take(pair.Server).Select(message => (message.Payload.Length, message.IsText)), Is.EqualTo(new[] { (0, true), (0, false), (0, false) }));
    }

    [Test]
    public async Task LongTextTravelsWhole()
    {
        using var pair = await PeerPair.OpenAsync();
        var text = new string('ж', 30_000);
        pair.Client.SendText(text);
        await pair.Until(() => pair.Server.AvailablePacketCount == 1, "the text");
        Assert.That(Encoding.UTF8.GetString(pair.Server.GetPacket()), Is.EqualTo(text));
    }

    [Test]
    public async Task HalfASurrogatePairBecomesTheReplacementCharacter()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.SendText("a\uD83Db");
        await pair.Until(() => pair.Server.AvailablePacketCount == 1, "the text");
        Assert.That(Encoding.UTF8.GetString(pair.Server.GetPacket()), Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public async Task FragmentsArriveAsOneMessage()
    {
        var (near, far) = DuplexStream.Pair();
        using var server = new WebSocketPeer();
        server.AcceptStream(far);
        using var raw = new RawEnd(near);
        await raw.UpgradeAsync();
        await raw.SendAsync(new RawFrame(Opcode.Text, [0xC5], IsMasked: true, IsFinal: false));
        await raw.SendAsync(new RawFrame(Opcode.Ping, [9], IsMasked: true));
        await raw.SendAsync(new RawFrame(Opcode.Continuation, [0xBE], IsMasked: true, IsFinal: false));
        await raw.SendAsync(new RawFrame(Opcode.Continuation, [], IsMasked: true));
        await Pump.Until(() => server.AvailablePacketCount == 1, "the text", server.Poll);
        Assert.That(Encoding.UTF8.GetString(server.GetPacket()), Is.EqualTo("ž"));
        Assert.That(server.WasStringPacket, Is.True);
        Assert.That((await raw.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Pong));
    }

    [Test]
    public async Task SendReturnsFalseWhenTheQueueIsFull()
    {
        using var pair = await PeerPair.OpenAsync(clientOptions: new WebSocketOptions { OutboundQueuePackets = 2 });
        Assert.That(pair.Client.Send([1]), Is.True);
        Assert.That(pair.Client.SendText("2"), Is.True);
        Assert.That(pair.Client.Send([3]), Is.False);
        Assert.That(pair.Client.SendText("3"), Is.False);
        Assert.That(pair.Client.PutPacket([3]), Is.False);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Open));
        await pair.Until(() => pair.Server.AvailablePacketCount == 2, "two messages");
        Assert.That(pair.Client.Send([3]), Is.True);
    }

    [Test]
    public async Task TheBufferedAmountIsWhatIsNotWritten()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Server.Send(new byte[100]);
        pair.Client.Send(new byte[100]);
        Assert.That(pair.Server.CurrentOutboundBufferedAmount, Is.EqualTo(102));
        Assert.That(pair.Client.CurrentOutboundBufferedAmount, Is.EqualTo(106));
        pair.Poll();
        Assert.That(pair.Server.CurrentOutboundBufferedAmount, Is.Zero);
        Assert.That(pair.Client.CurrentOutboundBufferedAmount, Is.Zero);
    }

    [Test]
    public async Task SendNeedsAnOpenPeer()
    {
        using var closed = new WebSocketPeer();
        Assert.That(() => closed.Send([]), Throws.InvalidOperationException.With.Message.Contains("Closed"));
        var (near, _) = DuplexStream.Pair();
        closed.ConnectOverStream(near, "ws://server.example/");
        Assert.That(() => closed.SendText(""), Throws.InvalidOperationException.With.Message.Contains("Connecting"));
        using var pair = await PeerPair.OpenAsync();
        pair.ServerLink.StopReading();
        pair.Client.Close();
        Assert.That(() => pair.Client.PutPacket([]), Throws.InvalidOperationException.With.Message.Contains("Closing"));
    }

    [Test]
    public async Task TextMustBeUtf8()
    {
        using var pair = await PeerPair.OpenAsync();
        Assert.That(() => pair.Client.Send([0xFF], WriteMode.Text), Throws.ArgumentException.With.Message.Contains("UTF-8"));
        Assert.That(() => pair.Client.Send([0xC5], WriteMode.Text), Throws.ArgumentException);
        Assert.That(() => pair.Client.SendText(null!), Throws.ArgumentNullException);
        Assert.That(pair.Client.Statistics.PacketsSent, Is.Zero);
    }

    [Test]
    public async Task GetPacketNeedsAMessage()
    {
        using var pair = await PeerPair.OpenAsync();
        Assert.That(pair.Client.GetPacket, Throws.InvalidOperationException.With.Message.Contains("AvailablePacketCount"));
    }

    [Test]
    public async Task ThePayloadInHandStaysWhileMoreArrives()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Server.SendText("in hand");
        await pair.Until(() => pair.Client.AvailablePacketCount == 1, "the text");
        Assert.That(pair.Client.TryReceive(out var message), Is.True);
        for (var i = 0; i < 100; i++)
        {
            pair.Server.Send(new byte[500]);
            pair.Server.Poll();
        }
        Assert.That(message.Payload.ToArray(), Is.EqualTo("in hand"u8.ToArray()));
    }

    [Test]
    public async Task UnreadMessagesSurviveTheEnd()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Server.SendText("one");
        pair.Server.SendText("two");
        pair.Server.Close(4000, "over");
        await pair.Until(() => pair.Client.AvailablePacketCount == 2 && pair.Server.ReadyState == WebSocketState.Closed, "both messages, and the close behind them");
        await Pump.Rounds(50, pair.Poll);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Open));
        Assert.That(pair.Client.CloseCode, Is.EqualTo(-1));
        pair.Client.GetPacket();
        pair.Client.Poll();
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Open));
        Assert.That(pair.Client.GetPacket(), Is.EqualTo("two"u8.ToArray()));
        pair.Client.Poll();
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closed));
        Assert.That((pair.Client.CloseCode, pair.Client.CloseReason), Is.EqualTo((4000, "over")));
    }

    [Test]
    public async Task MessagesSentBeforeACloseArriveThoughTheCloserIsNotPolled()
    {
        using var pair = await PeerPair.OpenAsync();
        for (var i = 0; i < 100; i++) pair.Client.SendText($"{i}");
        pair.Client.Close();
        await Pump.Until(() => pair.Server.AvailablePacketCount == 100, "all messages", pair.Server.Poll);
    }

    [Test]
    public async Task MessagesThatComeWhileThisEndClosesAreStillTaken()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.ServerLink.StopReading();
        pair.Client.Close(4000);
        pair.Server.SendText("crossed");
        pair.Server.Poll();
        pair.ServerLink.ReadAgain();
        await pair.Until(() => pair.Client.AvailablePacketCount == 1, "the text");
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closing));
        pair.Client.GetPacket();
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed, "the end");
    }

    [Test]
    public async Task AMessageAboveTheLimitEndsWith1009OnBothEnds()
    {
        using var pair = await PeerPair.OpenAsync(new WebSocketOptions { MaxMessageBytes = 10 });
        pair.Client.Send(new byte[10]);
        pair.Client.Send(new byte[11]);
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed, "the client's end");
        Assert.That(pair.Client.CloseCode, Is.EqualTo(CloseCode.MessageTooBig));
        Assert.That(pair.Server.AvailablePacketCount, Is.EqualTo(1));
        pair.Server.GetPacket();
        await pair.Until(() => pair.Server.ReadyState == WebSocketState.Closed, "the server's end");
        Assert.That(pair.Server.CloseCode, Is.EqualTo(CloseCode.MessageTooBig));
        Assert.That(pair.Server.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
    }

    [Test]
    public async Task ReadingStopsWhenTheQueueIsFullAndGoesOnWhenItIsTaken()
    {
        using var pair = await PeerPair.OpenAsync(new WebSocketOptions { InboundQueuePackets = 3 });
        for (var i = 0; i < 10; i++) pair.Client.SendText($"{i}");
        await pair.Until(() => pair.Server.AvailablePacketCount >= 3, "a full queue");
        await Pump.Rounds(50, pair.Poll);
        Assert.That(pair.Server.AvailablePacketCount, Is.EqualTo(3));
        var texts = new List<string>();
        await pair.Until(
            () =>
            {
                texts.AddRange(Take(pair.Server).Select(message => Encoding.UTF8.GetString(message.Payload)));
                return texts.Count == 10;
            },
            "all messages");
        Assert.That(texts, Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"{i}")));
    }

    [Test]
    public async Task WaitForActivityCompletesForAMessage()
    {
        using var pair = await PeerPair.OpenAsync();
        var wait = pair.Client.WaitForActivityAsync().AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        pair.Server.SendText("wake up");
        pair.Server.Poll();
        await Pump.Soon(wait, "the wait");
        pair.Client.Poll();
        Assert.That(pair.Client.AvailablePacketCount, Is.EqualTo(1));
        await Pump.Soon(pair.Client.WaitForActivityAsync().AsTask(), "a wait with a message to be taken");
    }

    [Test]
    public async Task WaitForActivityCompletesForTheEnd()
    {
        using var pair = await PeerPair.OpenAsync();
        var wait = pair.Client.WaitForActivityAsync().AsTask();
        pair.Server.Close();
        await Pump.Soon(wait, "the wait");
        pair.Client.Poll();
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closed));
    }

    [Test]
    public async Task WaitForActivityCompletesForTheOpening()
    {
        var (near, far) = DuplexStream.Pair();
        using var client = new WebSocketPeer();
        client.ConnectOverStream(near, "ws://server.example/");
        var wait = client.WaitForActivityAsync().AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        using var wire = new RawEnd(far);
        await wire.AcceptUpgradeAsync();
        await Pump.Soon(wait, "the wait");
        client.Poll();
        Assert.That(client.ReadyState, Is.EqualTo(WebSocketState.Open));
    }

    [Test]
    public async Task WaitForActivityIsForOneAtATimeAndCanBeCancelled()
    {
        using var pair = await PeerPair.OpenAsync();
        using var stop = new CancellationTokenSource();
        var wait = pair.Client.WaitForActivityAsync(stop.Token).AsTask();
        Assert.That(() => pair.Client.WaitForActivityAsync(), Throws.InvalidOperationException);
        await stop.CancelAsync();
        await Assert.ThatAsync(() => wait, Throws.InstanceOf<OperationCanceledException>());
        wait = pair.Client.WaitForActivityAsync().AsTask();
        pair.Server.SendText("after all");
        pair.Server.Poll();
        await Pump.Soon(wait, "the wait");
    }

    [Test]
    public async Task WaitForActivityWritesWhatIsQueued()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.SendText("before the wait");
        _ = pair.Client.WaitForActivityAsync().AsTask();
        await Pump.Until(() => pair.Server.AvailablePacketCount == 1, "the text", pair.Server.Poll);
    }

    [Test]
    public async Task ALoopThatTakesWhatIsAvailableNeverStopsWithItsQueueFull()
    {
        // The last message taken still fills the queue: nothing more is read until Poll gives its memory back.
        using var pair = await PeerPair.OpenAsync();
        var sent = 0;
        var taken = 0;
        async Task Take()
        {
            while (taken < 20)
            {
                await pair.Client.WaitForActivityAsync();
                pair.Client.Poll();
                for (; pair.Client.AvailablePacketCount > 0; taken++) pair.Client.GetPacket();
            }
        }
        var loop = Take();
        await Pump.Until(
            () => loop.IsCompleted,
            "twenty messages as large as the queue",
            () =>
            {
                if (sent < 20 && pair.Server.Send(new byte[65_535])) sent++;
                pair.Server.Poll();
            });
        await loop;
    }

    [Test]
    public async Task StatisticsCountBothWays()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.SendText("12345");
        pair.Server.Send([]);
        await pair.Until(() => pair.Server.AvailablePacketCount == 1 && pair.Client.AvailablePacketCount == 1, "both messages");
        Assert.That((pair.Client.Statistics.PacketsSent, pair.Client.Statistics.BytesSent), Is.EqualTo((1, 5)));
        Assert.That((pair.Server.Statistics.PacketsReceived, pair.Server.Statistics.BytesReceived), Is.EqualTo((1, 5)));
        Assert.That((pair.Client.Statistics.PacketsReceived, pair.Client.Statistics.BytesReceived), Is.EqualTo((1, 0)));
    }

    private static List<(byte[] Payload, bool IsText)> Take(WebSocketPeer peer)
    {
        var messages = new List<(byte[], bool)>();
        while (peer.TryReceive(out var message)) messages.Add((message.Payload.ToArray(), message.IsText));
        return messages;
    }
}

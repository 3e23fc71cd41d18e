namespace Transport.Tests;

[TestFixture]
public sealed class MultiplayerPeerCarrierTests
{
    [Test]
    public void PollFlushesAsksTheCarrierAndFlushesAgain()
    {
        using var peer = new ScriptedPeer().AsServer();
        peer.PeerConnected += _ => peer.Calls.Add("event");
        peer.Inbox.PeerConnected(2);
        peer.Poll();
        Assert.That(peer.Calls, Is.EqualTo(["flush", "poll", "joined 2", "event", "flush"]));
        peer.Calls.Clear();
        peer.Flush();
        Assert.That(peer.Calls, Is.EqualTo(["flush"]));
    }

    [Test]
    public async Task WaitFlushesFirst()
    {
        using var peer = new ScriptedPeer().AsServer();
        peer.Inbox.PeerConnected(2);
        await peer.WaitForActivityAsync();
        Assert.That(peer.Calls, Is.EqualTo(["flush"]));
    }

    [Test]
    public void CarrierIsToldWhoJoinsAndLeaves()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3, 4);
        peer.PeerDisconnected += (id, _) => peer.Calls.Add($"gone {id}");
        peer.Inbox.PeerDisconnected(2, MultiplayerPeerReceivingTests.Lost);
        peer.DisconnectPeer(3, 4000, "out");
        peer.Poll();
        Assert.That(
            peer.Calls.Where(call => call is not ("flush" or "poll")),
            Is.EqualTo(["disconnect 3, 4000 out", "left 3", "gone 3", "left 2", "gone 2"]));

        peer.Calls.Clear();
        peer.Close(4001, "end", force: true);
        peer.Poll();
        Assert.That(peer.Calls.Where(call => call is not ("flush" or "poll")), Is.EqualTo(["close 4001 end, force", "left 4", "gone 4"]));
    }

    [Test]
    public void OldServerIsNotTakenForTheNewOne()
    {
        using var peer = new ScriptedPeer().AsClient();
        peer.Inbox.ConnectedToServer(7);
        peer.Poll();
        peer.Close();
        peer.AsClient();
        peer.Calls.Clear();
        peer.Poll();
        Assert.That(peer.Calls, Has.None.StartsWith("left"), "The carrier was told by the close.");
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
    }

    [Test]
    public void StartIsRefusedWhileStartedOrDisposed()
    {
        var peer = new ScriptedPeer();
        Assert.That(peer.CheckNotStarted, Throws.Nothing);
        peer.AsServer();
        Assert.That(peer.CheckNotStarted, Throws.InvalidOperationException);
        Assert.That(() => peer.AsClient(), Throws.InvalidOperationException.With.Message.Contains("Connected"));
        peer.Close();
        peer.AsClient();
        Assert.That(() => peer.AsServer(), Throws.InvalidOperationException.With.Message.Contains("Connecting"));
        peer.Dispose();
        Assert.That(peer.CheckNotStarted, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(peer.CheckNotDisposed, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => peer.AsServer(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void DisposeCutsByForceAndOnlyOnce()
    {
        var peer = new ScriptedPeer().AsServer(2);
        peer.Dispose();
        peer.Dispose();
        Assert.That(peer.Calls, Is.EqualTo(["close 1000 , force", "left 2"]));
    }

    [Test]
    public async Task DisposeAsyncClosesPolitely()
    {
        var peer = new ScriptedPeer().AsServer(2);
        await peer.DisposeAsync();
        await peer.DisposeAsync();
        Assert.That(peer.Calls, Is.EqualTo(["close 1000 ", "left 2"]));
    }

    [Test]
    public void DisposeInAHandlerRaisesNothingMore()
    {
        var peer = new ScriptedPeer().AsServer(2, 3);
        var events = new List<string>();
        peer.PeerDisconnected += (id, _) =>
        {
            events.Add($"-{id}");
            peer.Dispose();
        };
        peer.ConnectionFailed += _ => events.Add("failed");
        peer.Inbox.ConnectionFailed(MultiplayerPeerReceivingTests.Lost);
        peer.Poll();
        Assert.That(events, Is.EqualTo(["-2"]));
    }

    [Test]
    public void StatisticsAreTheCarriers()
    {
        using var peer = new ScriptedPeer().AsServer(5);
        Assert.That(peer.GetStatistics(5).PacketsSent, Is.EqualTo(5));
        Assert.That(() => peer.GetStatistics(6), Throws.ArgumentException);
    }

    [TestCase(1000, true)]
    [TestCase(1003, true)]
    [TestCase(1004, false)]
    [TestCase(1012, false)]
    [TestCase(3000, true)]
    [TestCase(5000, false)]
    public void CloseCodesAreChecked(int code, bool isRight) =>
        Assert.That(() => ScriptedPeer.CheckCloseArguments(code, ""), isRight ? Throws.Nothing : Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void CloseReasonsAreMeasuredInBytes()
    {
        Assert.That(() => ScriptedPeer.CheckCloseArguments(1000, new string('x', CloseCode.MaxReasonBytes)), Throws.Nothing);
        Assert.That(() => ScriptedPeer.CheckCloseArguments(1000, new string('€', 41)), Throws.Nothing);
        Assert.That(() => ScriptedPeer.CheckCloseArguments(1000, new string('€', 42)), Throws.ArgumentException.With.Message.Contains("126"));
        Assert.That(() => ScriptedPeer.CheckCloseArguments(1000, null!), Throws.ArgumentNullException);
    }

    [Test]
    public void GeneratedIdsAreInRange()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => MultiplayerPeer.GenerateUniqueId()).ToArray();
        Assert.That(ids, Is.All.GreaterThanOrEqualTo(2));
        Assert.That(ids.Distinct().Count(), Is.GreaterThan(990));
    }
}

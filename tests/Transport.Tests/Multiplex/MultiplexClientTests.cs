using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

/// <summary>A client that names several endpoints.</summary>
[TestFixture]
public sealed class MultiplexClientTests
{
    private static readonly TimeSpan Delay = new MultiplexOptions().FallbackDelay;
    private static readonly TimeSpan Timeout = new MultiplexOptions().ConnectTimeout;
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    private MultiplexFixture _client = null!;
    private ScriptedPeer _udp = null!;
    private ScriptedPeer _web = null!;

    [SetUp]
    public void AddMembers()
    {
        _client = new MultiplexFixture();
        _udp = _client.AddClient("udp");
        _web = _client.AddClient("web");
    }

    [TearDown]
    public void DisposeClient() => _client.Dispose();

    [Test]
    public void TheFirstMemberIsTriedAlone()
    {
        _client.Peer.CreateClient();
        Assert.That((_client.Peer.Status, _udp.Status, _web.Status), Is.EqualTo(
            (ConnectionStatus.Connecting, ConnectionStatus.Connecting, ConnectionStatus.Disconnected)));
        _udp.Inbox.ConnectedToServer(77);
        _client.Poll();
        AssertConnectedBy(_udp, 77);
        _client.Time.Advance(2 * Delay);
        _client.Poll();
        Assert.That(_web.Status, Is.EqualTo(ConnectionStatus.Disconnected), "The other is never tried.");
        Assert.That(_client.Failed, Is.Empty);
    }

    [Test]
    public void TheNextBeginsAtOnceWhenTheFirstFails()
    {
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectionFailed(MultiplexFixture.Refused("full"));
        _client.Poll();
        Assert.That((_client.Failed.Single(), _web.Status), Is.EqualTo((("udp", MultiplexFixture.Refused("full")), ConnectionStatus.Connecting)));
        _web.Inbox.ConnectedToServer(78);
        _client.Poll();
        AssertConnectedBy(_web, 78);
    }

    [Test]
    public void TheNextBeginsAtOnceWhenTheFirstCannotBeStarted()
    {
        using var client = new MultiplexFixture();
        client.AddFailing("udp", new PlatformNotSupportedException("no sockets in a browser"));
        var web = client.AddClient("web");
        client.Peer.CreateClient();
        Assert.That(web.Status, Is.EqualTo(ConnectionStatus.Connecting));
        client.Poll();
        Assert.That(client.Failed.Single().Info.Text, Is.EqualTo("no sockets in a browser"));
        web.Inbox.ConnectedToServer(5);
        client.Poll();
        Assert.That(client.Kinds, Is.EqualTo([PeerEventKind.Connected]));
    }

    [Test]
    public void TheNextBeginsAfterADelayWhenTheFirstIsSilent()
    {
        _client.Peer.CreateClient();
        var wait = StartWait();
        _client.Time.Advance(Delay - Grain);
        Assert.That(wait.IsCompleted, Is.False);
        _client.Poll();
        Assert.That(_web.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        _client.Time.Advance(Grain);
        Assert.That(wait.IsCompleted, Is.True, "Who waits for activity is woken.");
        _client.Poll();
        Assert.That((_udp.Status, _web.Status), Is.EqualTo((ConnectionStatus.Connecting, ConnectionStatus.Connecting)), "Beside it.");

        _web.Inbox.ConnectedToServer(79);
        _client.Poll();
        AssertConnectedBy(_web, 79);
        Assert.That(_udp.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(_client.Failed, Is.Empty, "The silent one is closed silently.");
    }

    [Test]
    public void TheSlowFirstMayStillWin()
    {
        StartBoth();
        _udp.Inbox.ConnectedToServer(80);
        _client.Poll();
        AssertConnectedBy(_udp, 80);
        Assert.That(_web.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(_web.Calls, Does.Contain("close 1000 Connected over another carrier."), "In case it is in already: the server is told.");
    }

    [Test]
    public void TheEarlierMemberWinsWhenBothAreIn([Values] bool isPreferredFirst)
    {
        StartBoth();
        foreach (var member in isPreferredFirst ? new[] { _udp, _web } : [_web, _udp]) member.Inbox.ConnectedToServer(81);
        _web.Inbox.Packets(new ScriptedBlock(1, 66));
        _client.Poll();
        AssertConnectedBy(_udp, 81);
        for (var i = 0; i < 3; i++) _client.Poll();
        Assert.That(_client.Kinds, Is.EqualTo([PeerEventKind.Connected]), "Nothing of the other is seen.");
    }

    [Test]
    public void TheWinnerIsKnownInsidePeerConnected()
    {
        var seen = "";
        _client.Peer.PeerConnected += id => seen = $"{_client.Peer.ChosenMember!.Carrier} {_client.Peer.CarrierOf(id)} {_client.Peer.UniqueId} {_web.Status}";
        StartBoth();
        _udp.Inbox.ConnectedToServer(82);
        _client.Poll();
        Assert.That(seen, Is.EqualTo("udp udp 82 Disconnected"));
    }

    [Test]
    public void WhenAllFailTheReasonsOfAllAreTold()
    {
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectionFailed(MultiplexFixture.Lost("cable"));
        _client.Poll();
        _web.Inbox.ConnectionFailed(new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, text: "no answer"));
        _client.Poll();
        Assert.That(_client.Kinds, Is.EqualTo([PeerEventKind.ConnectionFailed]));
        Assert.That(_client.Log.Failure, Is.EqualTo(new DisconnectInfo(
            DisconnectReason.Unreachable, DisconnectOrigin.Network,
            text: "udp: ConnectionLost by the network: cable; web: Unreachable by the network: no answer")));
        Assert.That(_client.Failed.Select(failure => failure.Carrier), Is.EqualTo(["udp", "web"]));
        Assert.That((_client.Peer.Status, _client.Peer.ChosenMember), Is.EqualTo((ConnectionStatus.Disconnected, (MultiplayerPeer?)null)));
    }

    [Test]
    public void AServersWordCountsMoreThanSilence()
    {
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectionFailed(MultiplexFixture.Refused("full"));
        _client.Poll();
        _web.Inbox.ConnectionFailed(MultiplexFixture.Lost("cable"));
        _client.Poll();
        var failure = _client.Log.Failure!.Value;
        Assert.That((failure.Reason, failure.Origin, failure.Code), Is.EqualTo((DisconnectReason.Refused, DisconnectOrigin.Remote, 503)));
    }

    [Test]
    public void AllInAllItIsBoundedByTime()
    {
        StartBoth();
        _client.Time.Advance(Timeout - Delay - Grain);
        _client.Poll();
        Assert.That(_client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
        var wait = StartWait();
        _client.Time.Advance(Grain);
        Assert.That(wait.IsCompleted, Is.True);
        _client.Poll();
        var failure = _client.Log.Failure!.Value;
        Assert.That((failure.Reason, failure.Origin), Is.EqualTo((DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Network)));
        Assert.That(failure.Text, Does.Contain("udp: no answer yet; web: no answer yet"));
        Assert.That((_udp.Status, _web.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        Assert.That(_client.Kinds, Is.EqualTo([PeerEventKind.ConnectionFailed]));
    }

    [Test]
    public void WhatCameInWhileTheGameStoodStillCounts()
    {
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectedToServer(83);
        _client.Time.Advance(2 * Timeout);
        _client.Poll();
        AssertConnectedBy(_udp, 83);
    }

    [Test]
    public void NoDelayStartsAllAtOnce()
    {
        using var client = new MultiplexFixture(new MultiplexOptions { FallbackDelay = TimeSpan.Zero });
        ScriptedPeer[] members = [client.AddClient("one"), client.AddClient("two"), client.AddClient("three")];
        client.Peer.CreateClient();
        Assert.That(members.Select(member => member.Status), Is.All.EqualTo(ConnectionStatus.Connecting));
        members[1].Inbox.ConnectedToServer(9);
        client.Poll();
        Assert.That(members.Select(member => member.Status), Is.EqualTo(
            [ConnectionStatus.Disconnected, ConnectionStatus.Connected, ConnectionStatus.Disconnected]));
    }

    [Test]
    public void AMistakeAtTheStartThrowsAndNothingIsStarted()
    {
        using var client = new MultiplexFixture();
        client.AddFailing("udp", new IOException("no network"));
        client.AddFailing("web", new ArgumentException("a bad address"));
        Assert.That(() => client.Peer.CreateClient(), Throws.ArgumentException);
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        client.Poll();
        Assert.That((client.Failed.Count(), client.Log.Log.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void AMistakeInALaterStartComesOutOfPollAndTheNextGoesOn()
    {
        using var client = new MultiplexFixture();
        var udp = client.AddClient("udp");
        client.AddFailing("web", new HandlerException("a bad address"));
        var last = client.AddClient("last");
        client.Peer.CreateClient();
        udp.Inbox.ConnectionFailed(MultiplexFixture.Lost("cable"));
        client.Poll();
        Assert.That(client.Log.Thrown.Single().Message, Is.EqualTo("a bad address"));
        Assert.That(client.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        client.Poll();
        Assert.That((last.Status, client.Failed.Select(failure => failure.Carrier)), Is.EqualTo((ConnectionStatus.Connecting, new[] { "udp", "web" })));
    }

    [Test]
    public void ThrowingHandlersDoNotHoldUpTheNext()
    {
        _client.Peer.MemberFailed += (_, _) => throw new HandlerException();
        _udp.ConnectionFailed += _ => throw new HandlerException();
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectionFailed(MultiplexFixture.Lost("cable"));
        for (var i = 0; i < 2; i++)
        {
            _client.Poll();
            Assert.That(_client.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        }
        Assert.That((_client.Log.Thrown.Count, _web.Status), Is.EqualTo((2, ConnectionStatus.Connecting)));
    }

    [Test]
    public void AMemberThatItsUserClosesCountsAsFailed()
    {
        _client.Peer.CreateClient();
        _udp.Close();
        _client.Poll();
        Assert.That(_web.Status, Is.EqualTo(ConnectionStatus.Connecting));
        _web.Dispose();
        _client.Poll();
        Assert.That(_client.Log.Failure?.Reason, Is.EqualTo(DisconnectReason.Aborted));
    }

    [Test]
    public void AMemberThatItsOwnHandlerStartsAgainHasNotFailed()
    {
        using var client = new MultiplexFixture();
        var member = new ScriptedPeer();
        member.ConnectionFailed += _ => member.AsClient();
        client.Peer.Add(member, peer => peer.AsClient());
        client.Peer.CreateClient();
        member.Inbox.ConnectionFailed(MultiplexFixture.Lost("cable"));
        client.Poll();
        Assert.That((client.Failed.Count(), client.Peer.Status), Is.EqualTo((0, ConnectionStatus.Connecting)));
        member.Inbox.ConnectedToServer(4);
        client.Poll();
        Assert.That(client.Kinds, Is.EqualTo([PeerEventKind.Connected]));
    }

    [Test]
    public void CloseWhileTryingClosesAllAndRaisesNothing()
    {
        StartBoth();
        _client.Peer.Close();
        Assert.That((_udp.Status, _web.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        _client.Time.Advance(Timeout);
        _client.Poll();
        Assert.That((_client.Log.Log.Count, _client.Failed.Count()), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ALostServerEndsTheSessionAndTheNextStartTriesAllAgain()
    {
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectionFailed(MultiplexFixture.Lost("cable"));
        _client.Poll();
        _web.Inbox.ConnectedToServer(84);
        _web.Inbox.Packets(new ScriptedBlock(1, 5));
        _web.Inbox.PeerDisconnected(1, MultiplexFixture.Refused("go away"));
        _client.Poll();
        Assert.That((_web.Status, _client.Peer.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Connected)), "A packet is unread.");
        Assert.That(_client.Peer.TrySend([1], MultiplayerPeer.TargetPeerBroadcast), Is.False);
        _client.Log.TakeAll();
        _client.Poll();
        Assert.That(_client.Kinds, Is.EqualTo([PeerEventKind.Connected, PeerEventKind.Packet, PeerEventKind.Disconnected]));
        Assert.That(_client.Peer.ChosenMember, Is.EqualTo(_web), "Until the next start.");

        _client.Peer.CreateClient();
        Assert.That((_client.Peer.ChosenMember, _udp.Status), Is.EqualTo(((MultiplayerPeer?)null, ConnectionStatus.Connecting)));
        _udp.Inbox.ConnectedToServer(85);
        _client.Poll();
        AssertConnectedBy(_udp, 85);
        Assert.That(_client.Failed.Count(), Is.EqualTo(1));
    }

    [Test]
    public void LimitsAreThoseOfTheWinner()
    {
        using var server = new LoopbackMultiplayerPeer();
        using var client = new MultiplexMultiplayerPeer();
        client.Add(new LoopbackMultiplayerPeer(new LoopbackOptions { MaxPacketBytes = 500 }), peer => peer.CreateClient(server));
        client.Add(new ScriptedPeer(), peer => peer.AsClient());
        Assert.That((client.MaxPacketSize(TransferMode.Reliable), client.MaxChannel), Is.EqualTo((ScriptedPeer.MaxBytes, 3)));
        server.CreateServer();
        client.CreateClient();
        Assert.That(client.MaxPacketSize(TransferMode.Reliable), Is.EqualTo(ScriptedPeer.MaxBytes), "It is not known yet.");
        client.Poll();
        Assert.That((client.MaxPacketSize(TransferMode.Reliable), client.MaxChannel), Is.EqualTo((500, int.MaxValue)));
    }

    [Test]
    public void AClientSendsOverTheWinnerOnly()
    {
        StartBoth();
        _web.Inbox.ConnectedToServer(86);
        _client.Poll();
        _udp.Calls.Clear();
        _client.Peer.Send([1], MultiplayerPeer.TargetPeerBroadcast);
        _client.Peer.Send([1], MultiplayerPeer.TargetPeerServer);
        _client.Peer.Send([1], -1);
        Assert.That(_udp.Calls, Is.Empty);
        Assert.That(_web.Calls.Where(call => call.StartsWith("send", StringComparison.Ordinal)), Is.EqualTo(
        [
            "send 1 to 0, Reliable, channel 0, must deliver",
            "send 1 to 1, Reliable, channel 0, must deliver",
            "send 1 to -1, Reliable, channel 0, must deliver",
        ]));
    }

    [Test]
    public void AServersPeersAreNotAClients()
    {
        _client.Peer.CreateClient();
        _udp.Inbox.ConnectedToServer(87);
        _client.Poll();
        // Started by hand, and as something that does not fit here.
        _web.AsServer();
        _web.Inbox.PeerConnected(9);
        _client.Poll();
        Assert.That((_client.Peer.Peers, _web.Status), Is.EqualTo((new[] { 1 }, ConnectionStatus.Disconnected)));
        _web.AsClient();
        _web.Inbox.ConnectedToServer(88);
        _client.Poll();
        Assert.That((_client.Peer.UniqueId, _web.Status, _client.Log.Log.Count), Is.EqualTo((87, ConnectionStatus.Disconnected, 1)));
    }

    private void StartBoth()
    {
        _client.Peer.CreateClient();
        _client.Time.Advance(Delay);
        _client.Poll();
        Assert.That(_web.Status, Is.EqualTo(ConnectionStatus.Connecting));
    }

    private Task StartWait()
    {
        _client.Poll();
        return _client.Peer.WaitForActivityAsync().AsTask();
    }

    private void AssertConnectedBy(ScriptedPeer member, int id)
    {
        Assert.That((_client.Peer.Status, _client.Peer.UniqueId, _client.Peer.IsServer), Is.EqualTo((ConnectionStatus.Connected, id, false)));
        Assert.That(_client.Log.CountOf(PeerEventKind.Connected, 1), Is.GreaterThanOrEqualTo(1));
        Assert.That(_client.Peer.ChosenMember, Is.SameAs(member));
        Assert.That(_client.Peer.CarrierOf(1), Is.EqualTo(member.Carrier));
        Assert.That(_client.Peer.Peers, Is.EqualTo([1]));
    }
}

using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

/// <summary>Members of a server that cannot be started, or die.</summary>
[TestFixture]
public sealed class MultiplexServerFailureTests
{
    private static readonly DisconnectInfo Died = new(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: "Listening failed.");

    private static readonly Exception[] FailuresOfTheMachine =
    [
        new InvalidOperationException("The port is in use."), new IOException(), new System.Net.Sockets.SocketException(),
        new PlatformNotSupportedException(), new UnauthorizedAccessException(), new TimeoutException(),
        new System.Security.Cryptography.CryptographicException(), new System.Security.SecurityException(),
    ];

    private static readonly Exception[] Mistakes =
    [
        new ArgumentException(), new ArgumentNullException(), new ObjectDisposedException("x"), new NullReferenceException(), new NotSupportedException(),
        new HandlerException(),
    ];

    private MultiplexFixture _server = null!;

    [SetUp]
    public void CreateServer() => _server = new MultiplexFixture();

    [TearDown]
    public void DisposeServer() => _server.Dispose();

    [TestCaseSource(nameof(FailuresOfTheMachine))]
    public void OneThatCannotBeStartedIsToldAndTheOthersGoOn(Exception exception)
    {
        _server.AddFailing("udp", exception);
        var web = _server.AddServer("web");
        _server.Peer.CreateServer();
        Assert.That((_server.Peer.Status, _server.Failed.Count()), Is.EqualTo((ConnectionStatus.Connected, 0)), "Nothing is told by the call itself.");
        Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        web.Inbox.PeerConnected(3);
        _server.Poll();
        Assert.That(_server.Failed, Is.EqualTo(
            [("udp", new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: exception.Message))]));
        Assert.That(_server.Peer.Peers, Is.EqualTo([3]));
        _server.Poll();
        Assert.That(_server.Failed.Count(), Is.EqualTo(1), "Told once.");
    }

    [TestCaseSource(nameof(Mistakes))]
    public void AMistakeThrowsAtTheStartAndNothingIsStarted(Exception mistake)
    {
        var web = _server.AddServer("web");
        _server.AddFailing("udp", mistake);
        Assert.That(() => _server.Peer.CreateServer(), Throws.Exception.SameAs(mistake));
        Assert.That((_server.Peer.Status, web.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        _server.Poll();
        Assert.That((_server.Kinds, _server.Failed.Count()), Is.EqualTo((Array.Empty<PeerEventKind>(), 0)));
    }

    [Test]
    public void WhenNoneCanBeStartedTheStartThrowsAndTellsWhy()
    {
        _server.AddFailing("udp", new IOException("no network"));
        _server.AddFailing("web", new InvalidOperationException("The port is in use."));
        Assert.That(
            () => _server.Peer.CreateServer(),
            Throws.InvalidOperationException.With.Message.Contains("udp: CarrierFailed by this end: no network")
                .And.Message.Contains("web: CarrierFailed by this end: The port is in use."));
        Assert.That(_server.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        _server.Poll();
        Assert.That(_server.Failed, Is.Empty, "The caller knows.");
    }

    [Test]
    public void AMemberThatDiesIsToldAndTheOthersGoOn()
    {
        var (udp, web) = StartTwoWithPeers();
        var block = new ScriptedBlock(2, 1);
        udp.Inbox.Packets(block);
        udp.Inbox.ConnectionFailed(Died);
        _server.Poll();
        Assert.That(_server.Failed, Is.EqualTo([("udp", Died)]));
        Assert.That(_server.Log.Gone(2), Is.Null, "Its last packet is not taken yet.");
        Assert.That(_server.Peer.TrySend([1], 2), Is.False);
        Assert.That(_server.Peer.TrySend([1], MultiplayerPeer.TargetPeerBroadcast), Is.True);

        _server.Log.TakeAll();
        _server.Poll();
        Assert.That((_server.Log.Gone(2), block.Releases), Is.EqualTo((Died, 1)));
        web.Inbox.PeerConnected(4);
        _server.Poll();
        Assert.That(_server.Peer.Status, Is.EqualTo(ConnectionStatus.Connected));
        Assert.That(_server.Peer.Peers, Is.EquivalentTo([3, 4]));
        Assert.That(_server.Log.Failure, Is.Null);
    }

    [Test]
    public void WhenTheLastMemberDiesTheSessionIsOver()
    {
        var (udp, web) = StartTwoWithPeers();
        udp.Inbox.ConnectionFailed(Died);
        _server.Poll();
        web.Inbox.ConnectionFailed(MultiplexFixture.Lost("unplugged"));
        _server.Poll();
        Assert.That(_server.Failed.Select(failure => failure.Carrier), Is.EqualTo(["udp", "web"]));
        Assert.That(_server.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(_server.Kinds, Is.EqualTo(
        [
            PeerEventKind.Connected, PeerEventKind.Connected, PeerEventKind.Disconnected, PeerEventKind.Disconnected, PeerEventKind.ConnectionFailed,
        ]));
        var failure = _server.Log.Failure!.Value;
        Assert.That((failure.Reason, failure.Origin), Is.EqualTo((DisconnectReason.ConnectionLost, DisconnectOrigin.Network)));
        Assert.That(failure.Text, Is.EqualTo("udp: CarrierFailed by this end: Listening failed.; web: ConnectionLost by the network: unplugged"));
    }

    [Test]
    public void BothMembersMayDieAtOnce()
    {
        var (udp, web) = StartTwoWithPeers();
        udp.Inbox.ConnectionFailed(Died);
        web.Inbox.ConnectionFailed(Died);
        _server.Poll();
        Assert.That((_server.Failed.Count(), _server.Log.Failure?.Reason), Is.EqualTo((2, DisconnectReason.CarrierFailed)));
        Assert.That((_server.Log.Gone(2), _server.Log.Gone(3)), Is.EqualTo((Died, Died)));
    }

    [Test]
    public void TheOnlyMembersReasonIsTheReason()
    {
        var web = _server.AddServer("web");
        _server.Peer.CreateServer();
        web.Inbox.ConnectionFailed(Died);
        _server.Poll();
        Assert.That(_server.Log.Failure, Is.EqualTo(Died));
    }

    [Test]
    public void ADeadServerIsStartedAgain()
    {
        var (udp, web) = StartTwoWithPeers();
        udp.Inbox.ConnectionFailed(Died);
        web.Inbox.ConnectionFailed(Died);
        _server.Peer.ConnectionFailed += _ => _server.Peer.CreateServer();
        _server.Poll();
        Assert.That((_server.Peer.Status, udp.Status, web.Status), Is.EqualTo((ConnectionStatus.Connected, ConnectionStatus.Connected, ConnectionStatus.Connected)));
        web.Inbox.PeerConnected(5);
        _server.Poll();
        Assert.That(_server.Peer.Peers, Is.EqualTo([5]));
    }

    [Test]
    public void ADeadMemberMayBeStartedAgainByItself()
    {
        var (udp, _) = StartTwoWithPeers();
        _server.Peer.MemberFailed += (member, _) => ((ScriptedPeer)member).AsServer();
        udp.Inbox.ConnectionFailed(Died);
        _server.Poll();
        udp.Inbox.PeerConnected(6);
        var wait = _server.Peer.WaitForActivityAsync().AsTask();
        Assert.That(wait.IsCompleted, Is.True);
        _server.Poll();
        Assert.That(_server.Peer.Peers, Is.EquivalentTo([3, 6]));
        Assert.That(_server.Peer.CarrierOf(6), Is.EqualTo("udp"));
    }

    [Test]
    public void AMemberThatItsUserClosesIsOutAndTheOthersGoOn()
    {
        var (udp, web) = StartTwoWithPeers();
        udp.Close(4000, "maintenance");
        Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        _server.Poll();
        Assert.That((_server.Log.Gone(2)?.Code, _server.Failed.Count(), _server.Peer.Status), Is.EqualTo((4000, 0, ConnectionStatus.Connected)));
        web.Close();
        _server.Poll();
        Assert.That((_server.Peer.Status, _server.Log.Failure?.Text), Is.EqualTo((ConnectionStatus.Disconnected, "No member is started.")));
    }

    [Test]
    public void AMemberThatItsUserDisposesIsOutAndTheOthersGoOn()
    {
        var (udp, _) = StartTwoWithPeers();
        udp.Dispose();
        Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        _server.Poll();
        Assert.That((_server.Log.Gone(2)?.Reason, _server.Peer.Peers), Is.EqualTo((DisconnectReason.Aborted, new[] { 3 })));
        _server.Peer.Send([1], MultiplayerPeer.TargetPeerBroadcast);
        _server.Peer.Flush();
        _server.Peer.Close();
        Assert.That(() => _server.Peer.CreateServer(), Throws.InstanceOf<ObjectDisposedException>());
        _server.Peer.Remove(udp);
        _server.Peer.CreateServer();
    }

    [Test]
    public void HandlersOfMemberFailedMayThrowAndNothingIsLost()
    {
        var (udp, web) = StartTwoWithPeers();
        _server.Peer.MemberFailed += (_, _) => throw new HandlerException();
        udp.Inbox.ConnectionFailed(Died);
        web.Inbox.ConnectionFailed(Died);
        for (var i = 0; i < 3; i++)
        {
            _server.Poll();
            if (i < 2) Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        }
        Assert.That((_server.Log.Thrown.Count, _server.Failed.Count(), _server.Log.Failure?.Reason), Is.EqualTo((2, 2, DisconnectReason.CarrierFailed)));
        Assert.That(_server.Log.Log, Has.Count.EqualTo(5));
    }

    private (ScriptedPeer Udp, ScriptedPeer Web) StartTwoWithPeers()
    {
        var (udp, web) = (_server.AddServer("udp"), _server.AddServer("web"));
        _server.Peer.CreateServer();
        udp.Inbox.PeerConnected(2);
        web.Inbox.PeerConnected(3);
        _server.Poll();
        return (udp, web);
    }
}

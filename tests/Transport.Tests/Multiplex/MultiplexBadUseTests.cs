namespace Transport.Tests.Multiplex;

[TestFixture]
public sealed class MultiplexBadUseTests
{
    [Test]
    public void AMemberIsAddedOnce()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        using var other = new MultiplexMultiplayerPeer();
        var member = new LoopbackMultiplayerPeer();
        multiplex.Add(member, peer => peer.CreateServer());
        Assert.That(() => multiplex.Add(member, peer => peer.CreateServer()), Throws.ArgumentException);
        Assert.That(() => other.Add(member, peer => peer.CreateServer()), Throws.ArgumentException, "A member of another.");
        Assert.That((multiplex.Members.Count, other.Members.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void AMultiplexIsNoMemberOfItself()
    {
        using var outer = new MultiplexMultiplayerPeer();
        var inner = new MultiplexMultiplayerPeer();
        Assert.That(() => outer.Add(outer, peer => peer.CreateServer()), Throws.ArgumentException);
        outer.Add(inner, peer => peer.CreateServer());
        Assert.That(() => inner.Add(outer, peer => peer.CreateServer()), Throws.ArgumentException);
    }

    [Test]
    public void AddNeedsAMemberAndAWay()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        using var member = new LoopbackMultiplayerPeer();
        Assert.That(() => multiplex.Add<LoopbackMultiplayerPeer>(null!, peer => peer.CreateServer()), Throws.ArgumentNullException);
        Assert.That(() => multiplex.Add(member, null!), Throws.ArgumentNullException);
        Assert.That(multiplex.Members, Is.Empty);
    }

    [Test]
    public void AStartedPeerIsNoMember()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        using var member = new LoopbackMultiplayerPeer();
        member.CreateServer();
        Assert.That(() => multiplex.Add(member, peer => peer.CreateServer()), Throws.ArgumentException);
        member.Poll();
    }

    [Test]
    public void MembersStayWhileStarted()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        var member = new LoopbackMultiplayerPeer();
        using var late = new LoopbackMultiplayerPeer();
        multiplex.Add(member, peer => peer.CreateServer());
        multiplex.CreateServer();
        Assert.That(() => multiplex.Add(late, peer => peer.CreateServer()), Throws.InvalidOperationException);
        Assert.That(() => multiplex.Remove(member), Throws.InvalidOperationException);
        Assert.That(() => multiplex.CreateServer(), Throws.InvalidOperationException);
        Assert.That(() => multiplex.CreateClient(), Throws.InvalidOperationException);
        Assert.That((multiplex.Status, multiplex.Members.Count), Is.EqualTo((ConnectionStatus.Connected, 1)));
        late.CreateServer();
        late.Poll();
    }

    [Test]
    public void OnlyMembersAreRemoved()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        using var stranger = new LoopbackMultiplayerPeer();
        Assert.That(() => multiplex.Remove(stranger), Throws.ArgumentException);
        Assert.That(() => multiplex.Remove(null!), Throws.ArgumentException);
    }

    [Test]
    public void ARemovedMemberIsItsCallersAgain()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        using var member = new LoopbackMultiplayerPeer();
        var told = 0;
        multiplex.PeerConnected += _ => told++;
        multiplex.Add(member, peer => peer.CreateServer());
        multiplex.CreateServer();
        multiplex.Close();
        multiplex.Remove(member);
        using var client = new LoopbackMultiplayerPeer();
        member.CreateServer();
        client.CreateClient(member);
        client.Poll();
        client.Send([1], 1);
        member.Poll();
        multiplex.Poll();
        Assert.That((member.TryReceive(out _), told, member.WaitForActivityAsync().AsTask().IsCompleted), Is.EqualTo((true, 0, true)));
        multiplex.Dispose();
        Assert.That(member.Status, Is.EqualTo(ConnectionStatus.Connected), "Not disposed with it.");
    }

    [Test]
    public void MembersAreDisposedWithIt()
    {
        var multiplex = new MultiplexMultiplayerPeer();
        var member = new LoopbackMultiplayerPeer();
        multiplex.Add(member, peer => peer.CreateServer());
        multiplex.Dispose();
        Assert.That(() => member.CreateServer(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => multiplex.Add(new LoopbackMultiplayerPeer(), peer => peer.CreateServer()), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => multiplex.CreateServer(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => multiplex.CreateClient(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void AMemberIsPolledAndAwaitedByItsMultiplexOnly()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        var member = new LoopbackMultiplayerPeer();
        multiplex.Add(member, peer => peer.CreateServer());
        multiplex.CreateServer();
        Assert.That(() => member.Poll(), Throws.InvalidOperationException);
        Assert.That(() => member.WaitForActivityAsync().AsTask(), Throws.InvalidOperationException);
        Assert.That(member.TryReceive(out _), Is.False);
        using var stop = new CancellationTokenSource();
        Assert.That(multiplex.WaitForActivityAsync(stop.Token).AsTask().IsCompleted, Is.False, "Nothing of it disturbed the multiplex.");
        stop.Cancel();
    }

    [Test]
    public void WithoutMembersNothingIsStarted()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        Assert.That(() => multiplex.CreateServer(), Throws.InvalidOperationException);
        Assert.That(() => multiplex.CreateClient(), Throws.InvalidOperationException);
    }

    [Test]
    public void AMemberThatIsStartedAlreadyIsRefusedAtTheStart()
    {
        using var multiplex = new MultiplexMultiplayerPeer();
        var member = new LoopbackMultiplayerPeer();
        multiplex.Add(member, peer => peer.CreateServer());
        member.CreateServer();
        Assert.That(() => multiplex.CreateServer(), Throws.InvalidOperationException);
        Assert.That(() => multiplex.CreateClient(), Throws.InvalidOperationException);
        Assert.That((member.Status, multiplex.Status), Is.EqualTo((ConnectionStatus.Connected, ConnectionStatus.Disconnected)));
        member.Close();
        multiplex.CreateServer();
    }

    [Test]
    public void AWayThatStartsSomethingElseIsAMistake()
    {
        using var nobody = new LoopbackMultiplayerPeer();
        Action<LoopbackMultiplayerPeer>[] wrongForServers = [_ => { }, peer => peer.CreateClient(nobody)];
        Action<LoopbackMultiplayerPeer>[] wrongForClients = [_ => { }, peer => peer.CreateServer()];
        foreach (var way in wrongForServers)
        {
            using var multiplex = new MultiplexMultiplayerPeer();
            var right = new LoopbackMultiplayerPeer();
            var wrong = new LoopbackMultiplayerPeer();
            multiplex.Add(right, peer => peer.CreateServer());
            multiplex.Add(wrong, way);
            Assert.That(() => multiplex.CreateServer(), Throws.InvalidOperationException);
            Assert.That((right.Status, wrong.Status, multiplex.Status), Is.EqualTo(
                (ConnectionStatus.Disconnected, ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        }
        foreach (var way in wrongForClients)
        {
            using var multiplex = new MultiplexMultiplayerPeer();
            var wrong = new LoopbackMultiplayerPeer();
            multiplex.Add(wrong, way);
            Assert.That(() => multiplex.CreateClient(), Throws.InvalidOperationException);
            Assert.That((wrong.Status, multiplex.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        }
    }

    [Test]
    public void OptionsThatMakeNoSenseThrow()
    {
        MultiplexOptions[] wrong =
        [
            new() { MaxClients = 0 },
            new() { MaxClients = -1 },
            new() { FallbackDelay = TimeSpan.FromTicks(-1) },
            new() { ConnectTimeout = TimeSpan.Zero },
            new() { FallbackDelay = TimeSpan.FromSeconds(10) },
            new() { ConnectTimeout = Timeout.InfiniteTimeSpan },
        ];
        foreach (var options in wrong) Assert.That(() => new MultiplexMultiplayerPeer(options), Throws.InstanceOf<ArgumentOutOfRangeException>());
        using var smallest = new MultiplexMultiplayerPeer(
            new MultiplexOptions { MaxClients = 1, FallbackDelay = TimeSpan.Zero, ConnectTimeout = TimeSpan.FromTicks(1) });
    }
}

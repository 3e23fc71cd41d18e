using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Session;

/// <summary>What a server passes between clients, as Godot's does.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RelayTests : IDisposable
{
    private readonly RawSession _session = new();

    private RawPeer A => _session.A;

    private RawPeer B => _session.B;

    private RawPeer C => _session.C;

    public void Dispose() => _session.Dispose();

    [Test]
    public void PacketForOneGoesToItWithItsSource()
    {
        Send(A, B.Id, "03 68 69");
        Assert.That(B.Take(), Is.EqualTo([Hex.Relay(A.Id, "03 68 69")]));
        AssertNothing(A, C);
        Assert.That(_session.Server.Events, Is.Empty);
    }

    [Test]
    public void PacketForAllGoesToTheOthersAndTheServer()
    {
        Send(A, 0, "03 AA");
        Assert.That(B.Take(), Is.EqualTo([Hex.Relay(A.Id, "03 AA")]));
        Assert.That(C.Take(), Is.EqualTo([Hex.Relay(A.Id, "03 AA")]));
        AssertNothing(A);
        Assert.That(_session.Server.Events, Is.EqualTo([$"PeerPacket {A.Id} AA"]));
    }

    [Test]
    public void PacketForAllButOneLeavesItOut()
    {
        Send(A, -B.Id, "03 AA");
        Assert.That(C.Take(), Is.EqualTo([Hex.Relay(A.Id, "03 AA")]));
        AssertNothing(A, B);
        Assert.That(_session.Server.Events, Is.EqualTo([$"PeerPacket {A.Id} AA"]));
    }

    [Test]
    public void PacketForAllButTheServerLeavesItOut()
    {
        Send(A, -1, "03 AA");
        Assert.That(B.Take(), Has.Count.EqualTo(1));
        Assert.That(C.Take(), Has.Count.EqualTo(1));
        AssertNothing(A);
        Assert.That(_session.Server.Events, Is.Empty);
    }

    [Test]
    public void PacketForAllButOneWhoIsNotThereGoesToAll()
    {
        Send(A, -99, "03 AA");
        Assert.That(B.Take(), Has.Count.EqualTo(1));
        Assert.That(C.Take(), Has.Count.EqualTo(1));
        Assert.That(_session.Server.Events, Has.Count.EqualTo(1));
        Send(A, int.MinValue, "03 AA");
        Assert.That(B.Take(), Has.Count.EqualTo(1));
        AssertNothing(A);
    }

    [Test]
    public void PacketForOneWhoIsNotThereIsDropped()
    {
        Send(A, 99, "03 AA");
        Send(A, 1, "03 AA");
        AssertNothing(A, B, C);
        Assert.That(_session.Server.Events, Is.Empty, "Packets for the server do not come this way.");
        Assert.That(_session.Server.Failures, Is.Empty, "The target may have left while the packet was under way.");
    }

    [Test]
    public void PacketForItselfComesBack()
    {
        Send(A, A.Id, "03 AA");
        Assert.That(A.Take(), Is.EqualTo([Hex.Relay(A.Id, "03 AA")]));
    }

    [Test]
    public void SourceCannotBeForged()
    {
        // What A gets when B has sent to it, sent by C: the id is the target, whatever C means by it.
        C.Send(ToText(Hex.Relay(B.Id, "03 AA")));
        _session.Server.Api.Poll();
        Assert.That(B.Take(), Is.EqualTo([Hex.Relay(C.Id, "03 AA")]));
        AssertNothing(A);
    }

    [TestCase("07 00 01")]
    [TestCase("07 01 05 00 00 00")]
    [TestCase("07 02 05 00 00 00")]
    [TestCase("07 03 05 00 00 00 03 AA")]
    public void CommandsOfTheSessionAreNotRelayed(string inner)
    {
        Send(A, B.Id, inner);
        Send(A, 0, inner);
        AssertNothing(A, B, C);
        Assert.That(_session.Server.Failures.Select(failure => (failure.Peer, failure.Reason)), Is.EqualTo(
            Enumerable.Repeat((A.Id, CallFailureReason.Malformed), 2)));
    }

    [TestCase("07")]
    [TestCase("07 03")]
    [TestCase("07 03 05 00 00 00")]
    [TestCase("07 01 05 00 00 00", TestName = "a client announces a peer")]
    [TestCase("07 02 05 00 00 00", TestName = "a client announces the end of a peer")]
    [TestCase("07 09 05 00 00 00 00")]
    [TestCase("03")]
    [TestCase("01 02 03")]
    [TestCase("02")]
    public void PacketOfNoUseIsMalformed(string packet)
    {
        A.Send(packet);
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Malformed));
        Assert.That(_session.Server.Api.Peers, Has.Count.EqualTo(3));
        AssertNothing(A, B, C);
    }

    [Test]
    public void EmptyPacketIsMalformed()
    {
        A.Peer.Send([], 1);
        _session.Server.Api.Poll();
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Malformed));
    }

    [Test]
    public void ModeAndChannelAreKept([Values] TransferMode mode, [Values(0, 5)] int channel)
    {
        A.Send(ToText(Hex.Relay(B.Id, "03 AA")), mode: mode, channel: channel);
        _session.Server.Api.Poll();
        B.Peer.Poll();
        Assert.That(B.Peer.TryReceive(out var packet), Is.True);
        Assert.That((packet.Mode, packet.Channel), Is.EqualTo((mode, channel)));
    }

    [Test]
    public void ReplicationIsRelayedAsItIs([Values("04 FF 02", "05 01 00 00 00", "06 0A 00", "16 01")] string inner)
    {
        Send(A, B.Id, inner);
        Assert.That(B.Take(), Is.EqualTo([Hex.Relay(A.Id, inner)]));
        Send(A, 0, inner);
        Assert.That(C.Take(), Is.EqualTo([Hex.Relay(A.Id, inner)]));
        Assert.That(_session.Server.Events, Is.EqualTo([$"ReplicationPacket {A.Id} {Hex.Of(inner)}"]), "Only what is for the server, too.");
    }

    [Test]
    public void NothingIsRelayedWhenItIsOff()
    {
        _session.Server.Api.ServerRelay = false;
        Send(A, B.Id, "03 AA");
        AssertNothing(A, B, C);
        Assert.That(_session.Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Malformed));
        using var late = _session.Join();
        AssertNothing(A, B, C, late);
    }

    [Test]
    public void PeerThatAuthenticatesIsNoTarget()
    {
        _session.Server.Api.AuthCallback = static (_, _) => { };
        using var candidate = _session.Join();
        Send(A, candidate.Id, "03 AA");
        Send(A, 0, "03 BB");
        AssertNothing(candidate);
        Assert.That(B.Take(), Is.EqualTo([Hex.Relay(A.Id, "03 BB")]));
        _session.Server.Api.SendBytes([1]);
        AssertNothing(candidate);
        Assert.That(B.Take(), Is.EqualTo(["0301"]));
    }

    [Test]
    public void PacketsAndBytesAreCounted()
    {
        Send(A, B.Id, "03 AA");
        Send(A, 0, "03 AA BB");
        Send(A, 99, "03 AA");
        var statistics = _session.Server.Api.Statistics;
        Assert.That((statistics.PacketsRelayed, statistics.BytesRelayed), Is.EqualTo((2, 17)));
    }

    private static string ToText(string hex) => string.Join(' ', hex.Chunk(2).Select(digits => new string(digits)));

    private static void AssertNothing(params RawPeer[] peers)
    {
        foreach (var peer in peers) Assert.That(peer.Take(), Is.Empty);
    }

    private void Send(RawPeer from, int target, string inner)
    {
        from.Send(ToText(Hex.Relay(target, inner)));
        _session.Server.Api.Poll();
    }
}

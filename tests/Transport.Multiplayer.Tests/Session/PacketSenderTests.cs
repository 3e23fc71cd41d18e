using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Session;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PacketSenderTests : IDisposable
{
    private readonly CountingPeer _peer = new();
    private readonly MultiplayerApi _api;

    public PacketSenderTests()
    {
        _api = new MultiplayerApi(_peer);
        _peer.CreateServer();
        _peer.Connect(2);
        _peer.Connect(3);
        _api.Poll();
        _peer.Targets.Clear();
    }

    public void Dispose()
    {
        _api.Dispose();
        _peer.Dispose();
    }

    [Test]
    public void PacketToAllIsOneForTheCarrier()
    {
        _api.SendBytes([1]);
        _api.SendBytes([1], -2);
        Assert.That(_peer.Targets, Is.EqualTo([0, -2]));
    }

    [Test]
    public void CallThatAllKnowIsOneForTheCarrier()
    {
        var board = new Board();
        _api.Register("Board", board);
        board.Rpc.Ready();
        Assert.That(_peer.Targets, Is.EqualTo([2, 3, 2, 3]), "The path, and the call with it.");
        _peer.Receive(2, "02 01 01 00 00 00");
        _peer.Receive(3, "02 01 01 00 00 00");
        _api.Poll();
        _peer.Targets.Clear();
        board.Rpc.Ready();
        board.RpcExcept(3).Ready();
        Assert.That(_peer.Targets, Is.EqualTo([0, -3]));
    }

    [Test]
    public void PacketToAllGoesToEachWhileSomebodyElseIsConnected()
    {
        _api.AuthCallback = (id, _) => _api.CompleteAuth(id);
        _peer.Connect(4);
        _api.Poll();
        Assert.That(Targets(), Is.EqualTo([2, 3]), "One authenticates.");
        _peer.Receive(4, "07 00 01");
        _peer.Receive(4, "07 00");
        _api.Poll();
        Assert.That(Targets(), Is.EqualTo([0]), "It is in.");
        _api.DisconnectPeer(4);
        Assert.That(Targets(), Is.EqualTo([2, 3]), "It is put out, and not told gone yet.");
        _api.Poll();
        Assert.That(Targets(), Is.EqualTo([0]));
        _peer.Connect(5);
        _api.Poll();
        Assert.That(Targets(), Is.EqualTo([2, 3]), "Another one authenticates.");
        _peer.Disconnect(5);
        _api.Poll();
        Assert.That(Targets(), Is.EqualTo([0]), "It has left.");
    }

    [Test]
    public void RelayedPacketThatTheCarrierCannotTakeIsDropped()
    {
        // Where several carriers meet, a packet may come by one that does not fit another. These come unreliable, on channel 5.
        _peer.Receive(2, "07 03 03 00 00 00 03 AA");
        _peer.Receive(2, "07 03 00 00 00 00 03 AA");
        var heard = 0;
        _api.PeerPacket += (_, _) => heard++;
        Assert.That(_api.Poll, Throws.Nothing);
        Assert.That(_peer.Targets, Is.Empty);
        Assert.That((heard, _api.Statistics.PacketsRelayed), Is.EqualTo((1, 0)));
    }

    [Test]
    public void MistakesThrow()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => _api.SendBytes([]), Throws.ArgumentException, "nothing");
            Assert.That(() => _api.SendBytes([1], 9), Throws.ArgumentException, "no such peer");
            Assert.That(() => _api.SendBytes([1], 1), Throws.ArgumentException, "itself");
            Assert.That(() => _api.SendBytes([1], int.MinValue), Throws.InstanceOf<ArgumentException>(), "no target");
            Assert.That(() => _api.SendBytes(new byte[1000]), Throws.ArgumentException, "too large");
            Assert.That(() => _api.SendBytes(new byte[100], mode: TransferMode.Unreliable), Throws.ArgumentException, "too large for the mode");
            Assert.That(() => _api.SendBytes([1], channel: 4), Throws.InstanceOf<ArgumentException>(), "no such channel");
            Assert.That(() => _api.SendBytes([1], channel: -1), Throws.InstanceOf<ArgumentException>(), "no such channel");
            Assert.That(() => _api.SendBytes([1], mode: (TransferMode)9), Throws.InstanceOf<ArgumentException>(), "no such mode");
            Assert.That(() => new MultiplayerApi(_peer), Throws.ArgumentException, "The peer has peers already.");
        }
        Assert.That(_peer.Targets, Is.Empty);
        _api.SendBytes(new byte[999]);
        Assert.That(_peer.Targets, Is.EqualTo([0]));
        _peer.Close();
        Assert.That(() => _api.SendBytes([1]), Throws.InvalidOperationException, "not connected");
    }

    private List<int> Targets()
    {
        _peer.Targets.Clear();
        _api.SendBytes([1]);
        return [.. _peer.Targets];
    }
}

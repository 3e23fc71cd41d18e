using System.Numerics;
using Transport.Godot;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

/// <summary>Calls with primitive arguments, and packets, allocate nothing at either end. Over loopback all of it runs in one thread.</summary>
[TestFixture]
[NonParallelizable]
public sealed class AllocationTests
{
    private const int Rounds = 2000;
    private const int Batch = 20;

    [Test]
    public void CallToTheServerAllocatesNothing()
    {
        using var session = new TestSession();
        AssertAllocatesNothing(session, () => session.Client.Board.RpcTo(1).Add(1, 300, 5));
        Assert.That(session.Server.Board.Sum, Is.Positive);
    }

    [Test]
    public void CallToAllClientsAllocatesNothing()
    {
        using var session = new TestSession(clients: 4);
        AssertAllocatesNothing(session, () => session.Server.Board.Rpc.Add(1, 300, 5));
        Assert.That(session[3].Board.Sum, Is.Positive);
    }

    [Test]
    public void CallsThroughTheServerAllocateNothing()
    {
        using var session = new TestSession(clients: 3);
        AssertAllocatesNothing(session, () => session.Client.Board.RpcExcept(1).Add(1, 300, 5));
        Assert.That(session[2].Board.Sum, Is.Positive);
    }

    [Test]
    public void CallThatIsNotConfirmedAllocatesItsPathOnly()
    {
        // To everyone, of whom one never confirms: the others are called by a wide id, that one by path.
        using var session = new RawSession(clients: 1);
        using var client = new TestEnd(new MultiplayerApiOptions(), session.Time, logger: null);
        client.Peer.CreateClient(session.Server.Peer);
        for (var i = 0; i < 5; i++) Step();
        var least = Measure(() =>
        {
            session.Server.Board.Rpc.Add(1, 2, 3);
            Step();
        });
        Assert.That(least, Is.Zero);
        Assert.That(client.Board.Sum, Is.Positive);

        void Step()
        {
            session.Server.Api.Poll();
            client.Api.Poll();
            session.A.Peer.Poll();
            while (session.A.Peer.TryReceive(out _))
            {
            }
        }
    }

    [Test]
    public void BytesAllocateNothing()
    {
        using var session = new TestSession(clients: 2);
        var taken = 0L;
        var bytes = new byte[64];
        // The recording of events is left out.
        using var client = new MultiplayerApi(new LoopbackMultiplayerPeer());
        client.PeerPacket += (_, packet) => taken += packet.Length;
        ((LoopbackMultiplayerPeer)client.MultiplayerPeer).CreateClient(session.Server.Peer);
        session.Settle();
        client.Poll();
        var least = Measure(() =>
        {
            session.Server.Api.SendBytes(bytes, client.UniqueId);
            session.Server.Api.Poll();
            client.Poll();
        });
        Assert.That(least, Is.Zero);
        Assert.That(taken, Is.Positive);
        client.MultiplayerPeer.Dispose();
    }

    [Test]
    public void CallWithGodotsNumbersAllocatesNothing()
    {
        using var session = new GodotSession(clients: 3);
        var rotation = new Quaternion(1, 2, 3, 4);
        var transform = new Transform3D(Basis.Identity, new Vector3(1, 2, 3));
        var (server, a, b) = (session.Server, session[0], session[1]);
        // To all, to the server, and through it.
        a.Add(0, 1, 300, 5);
        server.Add(0, 1, 300, 5);
        session.Settle();
        var least = Measure(() =>
        {
            server.Add(0, 1, 5_000_000_000, 5);
            server.Aim(0, new Vector3(1, 2, 3), rotation, 0.1, 1.5f, isFired: true);
            a.Add(1, 1, 300, 5);
            a.Cell(1, new Vector2I(1, 2), new Color(1, 1, 1, 1), new Rect2(new(1, 2), new(3, 4)), transform);
            a.Add(0, 1, 300, 5);
            a.Var(1, 0.1);
            a.Var(1, new Vector3(1, 2, 3));
            session.Poll();
        });
        Assert.That(least, Is.Zero, "bytes");
        Assert.That(server.Sum, Is.Positive);
        Assert.That(b.Sum, Is.Positive);
        Assert.That(server.Last, Is.EqualTo((Variant)new Vector3(1, 2, 3)));
    }

    private static void AssertAllocatesNothing(TestSession session, Action call)
    {
        call();
        session.Settle();
        var least = Measure(() =>
        {
            for (var i = 0; i < Batch; i++) call();
            session.Poll();
        });
        Assert.That(least, Is.Zero, "bytes");
    }

    // The runtime has a few bytes of its own now and then, so the best of some rounds counts.
    private static long Measure(Action step)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 5 && least > 0; round++)
        {
            for (var i = 0; i < Rounds / 10; i++) step();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++) step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}

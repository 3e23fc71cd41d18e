using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;
using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

[TestFixture]
public sealed class WaitingTests
{
    private static readonly NetworkConditions Slow = new() { Latency = TimeSpan.FromMilliseconds(100) };

    [Test]
    public void AWaitEndsWhenAPacketArrivesAndNotBefore([Values] bool isSentBefore)
    {
        using var pair = new SimulatedPair(Slow);
        if (isSentBefore) pair.Client.Send("x"u8, 1);
        var wait = WaitAtRest(pair.Server);
        if (!isSentBefore) pair.Client.Send("x"u8, 1);
        pair.Time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.That(wait.IsCompleted, Is.False);
        pair.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(wait.IsCompleted, Is.True, "Without anybody's call.");
        pair.AtServer.Poll();
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["x"]));
    }

    [Test]
    public void AWaitEndsForEachPacketInItsTime()
    {
        using var pair = new SimulatedPair(Slow);
        for (var i = 0; i < 5; i++)
        {
            pair.Client.Send([(byte)i], 1);
            pair.Time.Advance(TimeSpan.FromMilliseconds(10));
        }
        pair.Time.Advance(TimeSpan.FromMilliseconds(49));
        for (var i = 0; i < 5; i++)
        {
            var wait = WaitAtRest(pair.Server);
            pair.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.That(wait.IsCompleted, Is.True, $"packet {i}");
            pair.AtServer.Poll();
            Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(i + 1));
            pair.Time.Advance(TimeSpan.FromMilliseconds(9));
        }
    }

    [Test]
    public async Task AWaitEndsWhenASilenceIsOver()
    {
        using var pair = new SimulatedPair();
        pair.Network.Partition(pair.Client);
        pair.Client.Send("x"u8, 1);
        var wait = WaitAtRest(pair.Server);
        pair.Network.Heal();
        await wait.WaitAsync(ContractPump.Deadline);
    }

    [Test]
    public void AWaitEndsWhenALinkIsTakenForDead()
    {
        using var pair = new SimulatedPair();
        pair.Network.Partition(pair.Client);
        var wait = WaitAtRest(pair.Server);
        pair.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(wait.IsCompleted, Is.False);
        pair.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(wait.IsCompleted, Is.True);
    }

    [Test]
    public async Task AWaitEndsForALossyNetworkWithoutLatency()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Loss = 0.5, RetransmissionDelay = TimeSpan.Zero });
        var wait = WaitAtRest(pair.Server);
        pair.Client.Send("x"u8, 1);
        await wait.WaitAsync(ContractPump.Deadline);
    }

    [Test]
    public async Task ServerAndClientThatOnlyWaitPlayInRealTime()
    {
        const int rounds = 20;
        var network = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = ContractSeed.Value }, TimeProvider.System)
        {
            Conditions = new NetworkConditions { Latency = TimeSpan.FromMilliseconds(2), Jitter = TimeSpan.FromMilliseconds(1), Loss = 0.1 },
        };
        using var server = network.Wrap(new LoopbackMultiplayerPeer());
        using var client = network.Wrap(new LoopbackMultiplayerPeer());
        server.Start(peer => peer.CreateServer());
        client.Start(peer => peer.CreateClient(server.Inner));
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        var serving = Task.Run(async () =>
        {
            for (var echoed = 0; echoed < rounds;)
            {
                await server.WaitForActivityAsync(deadline.Token);
                server.Poll();
                for (; server.TryReceive(out var packet); echoed++) server.Send(packet.Payload.Span, packet.Sender);
            }
        });
        var playing = Task.Run(async () =>
        {
            client.PeerConnected += id => client.Send([0], id);
            for (var received = 0; received < rounds;)
            {
                await client.WaitForActivityAsync(deadline.Token);
                client.Poll();
                while (client.TryReceive(out var packet))
                {
                    Assert.That(packet.Payload.Span[0], Is.EqualTo(received++));
                    if (received < rounds) client.Send([(byte)received], 1);
                }
            }
        });
        await Task.WhenAll(serving, playing);
    }

    [Test]
    public void AGameLoopThatWaitsIsDrivenByTheClockAlone()
    {
        var time = new FakeTimeProvider();
        var network = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = 1 }, time) { Conditions = Slow };
        using var server = network.Wrap(new LoopbackMultiplayerPeer(timeProvider: time));
        using var client = network.Wrap(new LoopbackMultiplayerPeer(timeProvider: time));
        server.Start(peer => peer.CreateServer());
        var echoes = 0;
        var serving = Serve();
        client.Start(peer => peer.CreateClient(server.Inner));
        time.Advance(TimeSpan.FromMilliseconds(100));
        client.Poll();
        client.Send("x"u8, 1);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That(echoes, Is.EqualTo(1), "The server's loop went on inside Advance.");
        time.Advance(TimeSpan.FromMilliseconds(100));
        client.Poll();
        Assert.That(client.AvailablePacketCount, Is.EqualTo(1));
        Assert.That(serving.IsCompleted, Is.False);

        async Task Serve()
        {
            while (true)
            {
                await server.WaitForActivityAsync().ConfigureAwait(false);
                server.Poll();
                for (; server.TryReceive(out var packet); echoes++) server.Send(packet.Payload.Span, packet.Sender);
            }
        }
    }

    // What the last poll told may ask for one more.
    private static Task WaitAtRest(MultiplayerPeer peer)
    {
        while (true)
        {
            var wait = peer.WaitForActivityAsync().AsTask();
            if (!wait.IsCompleted) return wait;
            peer.Poll();
        }
    }
}

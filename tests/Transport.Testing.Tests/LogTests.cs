using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;

namespace Transport.Testing.Tests;

[TestFixture]
public sealed class LogTests
{
    [Test]
    public void TheNetworkTellsItsSeedAndWhatItDoes()
    {
        var logger = new ListLogger();
        var time = new FakeTimeProvider();
        var network = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = 7 }, time, logger);
        using var server = network.Wrap(new LoopbackMultiplayerPeer(timeProvider: time));
        using var client = network.Wrap(new LoopbackMultiplayerPeer(timeProvider: time));
        server.Start(peer => peer.CreateServer());
        Connect();
        var first = client.UniqueId;
        network.Conditions = new NetworkConditions { Latency = TimeSpan.FromMilliseconds(5) };
        server.SetConditions(first, NetworkConditions.Perfect);
        client.Inbound = NetworkConditions.Lan;
        client.Outbound = NetworkConditions.Lan;
        client.Outbound = null;
        network.Partition(client);
        time.Advance(TimeSpan.FromSeconds(30));
        network.Heal();
        client.Poll();
        server.Poll();
        Connect();
        var second = client.UniqueId;
        server.CutLink(second);

        Assert.That(logger.Lines.Where(line => line.StartsWith("15", StringComparison.Ordinal)), Is.EqualTo(
        [
            "1500 Information simulated network with seed 7",
            "1501 Information simulated network: conditions of all: latency 5 ms",
            $"1501 Information simulated network: conditions of what arrives at peer 1 from {first}: perfect",
            "1501 Information simulated network: conditions of what arrives at peer 2: latency 1 ms",
            "1501 Information simulated network: conditions of what peer 2 sends: latency 1 ms",
            "1501 Information simulated network: conditions of what peer 2 sends: none of its own",
            "1502 Information simulated network: 1 peers are cut off",
            $"1505 Information simulated-loopback: nothing arrived from peer {first} for too long",
            "1505 Information simulated-loopback: nothing arrived from peer 1 for too long",
            "1503 Information simulated network: 1 peers are no longer cut off",
            $"1504 Information simulated-loopback: the link with peer {second} was cut on purpose",
        ]));
        Assert.That(logger.Lines, Does.Contain($"1000 Information simulated-loopback: peer {first} connected"), "The peers log there as well.");

        void Connect()
        {
            client.Start(peer => peer.CreateClient(server.Inner));
            time.Advance(TimeSpan.FromMilliseconds(5));
            client.Poll();
            server.Poll();
        }
    }
}

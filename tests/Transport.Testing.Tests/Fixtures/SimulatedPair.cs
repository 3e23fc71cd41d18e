using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;

namespace Transport.Testing.Tests.Fixtures;

/// <summary>A server and its clients over loopback behind a network, on virtual time.</summary>
internal sealed class SimulatedPair : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    private readonly List<RecordedPeer> _peers = [];
    private readonly SimulatedMultiplayerPeerOptions? _options;

    public SimulatedPair(NetworkConditions? conditions = null, int? seed = null, SimulatedMultiplayerPeerOptions? options = null)
    {
        _options = options;
        Network = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = seed ?? ContractSeed.Value }, Time);
        Server = Wrap("server");
        Server.Start(peer => peer.CreateServer());
        Client = Join();
        // The conditions begin when both are connected, and all is at rest.
        if (conditions is not null) Network.Conditions = conditions;
    }

    public FakeTimeProvider Time { get; } = new();

    public SimulatedNetwork Network { get; }

    public SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> Server { get; }

    public SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> Client { get; }

    public RecordedPeer AtServer => _peers[0];

    public RecordedPeer AtClient => _peers[1];

    public int ClientId => Client.UniqueId;

    /// <summary>What a peer's user has seen.</summary>
    public RecordedPeer LogOf(MultiplayerPeer peer) => _peers.Single(recorded => recorded.Peer == peer);

    public SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> Wrap(string name)
    {
        var peer = Network.Wrap(new LoopbackMultiplayerPeer(timeProvider: Time), _options);
        _peers.Add(new RecordedPeer(peer, name));
        return peer;
    }

    /// <summary>One more client, connected.</summary>
    public SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> Join()
    {
        var client = Wrap($"client {_peers.Count}");
        client.Start(peer => peer.CreateClient(Server.Inner));
        for (var frame = 0; frame < 1000 && !(client.Status == ConnectionStatus.Connected && Server.Peers.Contains(client.UniqueId)); frame++) Run(Frame);
        Assert.That(Server.Peers, Does.Contain(client.UniqueId));
        return client;
    }

    public void Poll()
    {
        foreach (var peer in _peers)
        {
            if (peer.IsPolled) peer.Poll();
        }
    }

    /// <summary>Lets time pass frame by frame; all poll at the end of each.</summary>
    public void Run(TimeSpan time, TimeSpan? frame = null)
    {
        for (var left = time; left > TimeSpan.Zero;)
        {
            var step = frame ?? Frame;
            if (step > left) step = left;
            Time.Advance(step);
            Poll();
            left -= step;
        }
    }

    public void Run(int milliseconds) => Run(TimeSpan.FromMilliseconds(milliseconds));

    public void Dispose()
    {
        foreach (var peer in _peers)
        {
            peer.Peer.Dispose();
            Assert.That(peer.Violations, Is.Empty, peer.Name);
        }
    }
}

using Transport.ContractTests;
using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

/// <summary>The same seed and the same calls: the same events and packets at the same times.</summary>
[TestFixture]
public sealed class DeterminismTests
{
    private static readonly NetworkConditions[] Weather =
    [
        NetworkConditions.Perfect, NetworkConditions.Wifi, NetworkConditions.Mobile, NetworkConditions.Terrible, NetworkConditions.Satellite,
        new NetworkConditions { IsSilent = true },
    ];

    [Test]
    public void SameSeedGivesTheSameOutcomeToTheTick()
    {
        var first = Play(ContractSeed.Value);
        for (var run = 0; run < 3; run++) Assert.That(Play(ContractSeed.Value), Is.EqualTo(first), ContractSeed.Message);
        Assert.That(first, Has.Count.GreaterThan(500));
        Assert.That(Play(ContractSeed.Value + 1), Is.Not.EqualTo(first), "Another seed gives another outcome.");
    }

    // The game is the same in each run, only the network's chance depends on the seed.
    private static List<string> Play(int seed)
    {
        const int clients = 4;
        using var pair = new SimulatedPair(NetworkConditions.Mobile, seed);
        var game = new Random(1);
        var log = new List<string>();
        var peers = new List<SimulatedMultiplayerPeer<LoopbackMultiplayerPeer>> { pair.Server, pair.Client };
        for (var i = 1; i < clients; i++) peers.Add(pair.Join());
        // Ids are drawn by the carrier, and differ from run to run: clients are named by their place.
        var names = new Dictionary<int, int> { [1] = 0 };
        foreach (var peer in peers) peer.PeerConnected += _ => Name();
        Name();
        foreach (var peer in peers) Watch(pair, peer, log, names);
        var number = 0;
        var seen = new int[peers.Count];
        for (var step = 0; step < 3000; step++)
        {
            var peer = peers[game.Next(peers.Count)];
            switch (game.Next(60))
            {
                case 0: pair.Network.Conditions = Weather[game.Next(Weather.Length)]; break;
                case 1: peer.Inbound = game.Next(2) == 0 ? null : Weather[game.Next(Weather.Length)]; break;
                case 2: pair.Network.Partition(peer); break;
                case 3: pair.Network.Heal(); break;
                case 4 when peer != pair.Server: LeaveOrReturn(pair, peer); break;
                default: Send(peer, game, ref number); break;
            }
            pair.Time.Advance(TimeSpan.FromMilliseconds(game.Next(40)));
            if (game.Next(3) > 0) pair.LogOf(peers[game.Next(peers.Count)]).Poll();
            else pair.Poll();
            Collect(pair, peers, seen, log, names);
        }
        return log;

        void Name()
        {
            for (var i = 1; i < peers.Count; i++)
            {
                if (peers[i].UniqueId > 0) names[peers[i].UniqueId] = i;
            }
        }
    }

    private static void Send(SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> peer, Random game, ref int number)
    {
        var mode = (TransferMode)game.Next(3);
        var channel = game.Next(3);
        if (peer.Status == ConnectionStatus.Connected) peer.Send(BitConverter.GetBytes(number++), 0, mode, channel);
    }

    private static void LeaveOrReturn(SimulatedPair pair, SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> peer)
    {
        if (peer.Status == ConnectionStatus.Disconnected) peer.Start(inner => inner.CreateClient(pair.Server.Inner));
        else peer.Close(4000);
    }

    private static void Watch(
        SimulatedPair pair, SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> peer, List<string> log, Dictionary<int, int> names)
    {
        var start = pair.Time.Start;
        string Now() => $"{(pair.Time.GetUtcNow() - start).Ticks}: {names.GetValueOrDefault(peer.UniqueId, -1)}";
        peer.PeerDisconnected += (id, info) => log.Add($"{Now()} lost {names.GetValueOrDefault(id, -1)}: {info}");
        peer.PeerConnected += _ => log.Add($"{Now()} connected");
        peer.ConnectionFailed += info => log.Add($"{Now()} failed: {info}");
    }

    private static void Collect(
        SimulatedPair pair, List<SimulatedMultiplayerPeer<LoopbackMultiplayerPeer>> peers, int[] seen, List<string> log, Dictionary<int, int> names)
    {
        var now = (pair.Time.GetUtcNow() - pair.Time.Start).Ticks;
        for (var i = 0; i < peers.Count; i++)
        {
            var lines = pair.LogOf(peers[i]).Log;
            for (; seen[i] < lines.Count; seen[i]++)
            {
                var line = lines[seen[i]];
                if (line.Kind == PeerEventKind.Packet)
                    log.Add($"{now}: {i} got {BitConverter.ToInt32(line.Payload)} from {names.GetValueOrDefault(line.Id, -1)}");
            }
        }
    }
}

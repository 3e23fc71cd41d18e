using Transport.ContractTests;

namespace Transport.Tests;

/// <summary>Random scripts against the simplest model: a list of packets, and a list of peers that are going.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MultiplayerPeerModelTests
{
    private readonly List<ScriptedBlock> _blocks = [];
    private readonly List<(int Sender, byte Payload)> _inbox = [];
    private readonly List<(int Sender, byte Payload)> _unread = [];
    private readonly HashSet<int> _leaving = [];
    private readonly List<int> _gone = [];
    private readonly HashSet<int> _remoteLeft = [];
    private int _nextId = 2;
    private byte _nextPayload;

    [Test]
    public void AnyScriptKeepsOrderCountsAndReleases([Range(0, 49)] int run)
    {
        var seed = ContractSeed.Value + run;
        var random = new Random(seed);
        using var peer = new ScriptedPeer().AsServer();
        peer.PeerDisconnected += (id, _) => _gone.Add(id);
        for (var i = 0; i < 300; i++) Step(peer, random, $"seed {seed}, step {i}");
        peer.Close();
        Assert.That(_blocks.Select(block => block.Releases), Is.All.EqualTo(1), $"seed {seed}");
    }

    private void Step(ScriptedPeer peer, Random random, string message)
    {
        switch (random.Next(10))
        {
            case 0: peer.Inbox.PeerConnected(_nextId++); break;
            case 1 or 2 or 3: Post(peer, random); break;
            case 4 or 5: Poll(peer, message); break;
            case 6 or 7 or 8: Take(peer, message); break;
            default: Leave(peer, random); break;
        }
        Assert.That(peer.AvailablePacketCount, Is.EqualTo(_unread.Count), message);
    }

    private void Post(ScriptedPeer peer, Random random)
    {
        if (_nextId == 2) return;
        var sender = random.Next(2, _nextId);
        if (_remoteLeft.Contains(sender) || _gone.Contains(sender)) return;
        var block = new ScriptedBlock(sender, [.. Enumerable.Range(0, random.Next(4)).Select(_ => _nextPayload++)]);
        _blocks.Add(block);
        for (var i = 0; i < block.Count; i++) _inbox.Add((sender, block[i].Payload.Span[0]));
        peer.Inbox.Packets(block);
    }

    private void Poll(ScriptedPeer peer, string message)
    {
        // Those that a local call has put out lose what is still in the inbox.
        _unread.AddRange(_inbox.Where(packet => !_leaving.Contains(packet.Sender) || _remoteLeft.Contains(packet.Sender)));
        _inbox.Clear();
        peer.Poll();
        foreach (var id in _leaving.Where(id => _unread.TrueForAll(packet => packet.Sender != id)).ToArray())
        {
            Assert.That(_gone.Remove(id), Is.True, $"{id} is to be told gone, {message}");
            _leaving.Remove(id);
            _remoteLeft.Add(id);
        }
        Assert.That(_gone, Is.Empty, $"nobody else is told gone, {message}");
    }

    private void Take(ScriptedPeer peer, string message)
    {
        if (!peer.TryReceive(out var packet))
        {
            Assert.That(_unread, Is.Empty, message);
            return;
        }
        Assert.That((packet.Sender, packet.Payload.Span[0]), Is.EqualTo(_unread[0]), message);
        _unread.RemoveAt(0);
    }

    private void Leave(ScriptedPeer peer, Random random)
    {
        if (peer.Peers.Count == 0) return;
        var id = peer.Peers.ElementAt(random.Next(peer.Peers.Count));
        if (random.Next(2) == 0)
        {
            peer.DisconnectPeer(id);
            _unread.RemoveAll(packet => packet.Sender == id);
            _inbox.RemoveAll(packet => packet.Sender == id);
            _leaving.Add(id);
        }
        else if (_leaving.Add(id))
        {
            _remoteLeft.Add(id);
            peer.Inbox.PeerDisconnected(id, MultiplayerPeerReceivingTests.Lost);
        }
    }
}

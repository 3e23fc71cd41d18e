using System.Reflection;
using Transport.Carriers;

namespace Transport.ContractTests;

// Ids: 0 unknown, 1 the server, else 2..2147483647 at random, never reused.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Ids_AreNeverReused()
    {
        var connects = Carrier.ConnectsForUniqueIds;
        var server = StartServer();
        var client = CreatePeer("client");
        var ids = new List<int>();
        for (var i = 0; i < connects; i++)
        {
            if (i % (connects / 4) == connects / 8)
            {
                server.Peer.Close();
                Carrier.StartServer(server.Peer);
            }
            Carrier.StartClient(client.Peer, server.Peer);
            await UntilJoined(server, client);
            ids.Add(client.Id);
            client.Peer.Close();
        }
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Is.All.GreaterThanOrEqualTo(2));
        Assert.That(server.Log.Where(line => line.Kind == PeerEventKind.Connected).Select(line => line.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task Ids_AreNotGuessedFromTheLastOne()
    {
        var server = StartServer();
        var ids = new List<int>();
        for (var i = 0; i < 8; i++) ids.Add((await Join(server)).Id);
        var steps = ids.Zip(ids.Skip(1), (one, next) => (next - one) & int.MaxValue).Distinct();
        Assert.That(steps.Count(), Is.GreaterThan(2), string.Join(", ", ids));
    }

    [Test]
    public async Task Ids_AreKnownWhileConnectedOnly()
    {
        var server = CreatePeer("server");
        Assert.That((server.Peer.Status, server.Peer.UniqueId, server.Peer.IsServer), Is.EqualTo((ConnectionStatus.Disconnected, 0, false)));
        Carrier.StartServer(server.Peer);
        Assert.That((server.Peer.Status, server.Peer.UniqueId, server.Peer.IsServer), Is.EqualTo((ConnectionStatus.Connected, 1, true)));
        var client = await Join(server);
        client.Peer.Close();
        Assert.That((client.Peer.UniqueId, client.Peer.IsServer), Is.EqualTo((0, false)));
        server.Peer.Close();
        Assert.That((server.Peer.UniqueId, server.Peer.IsServer), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task Ids_ComeFromTheSequenceThatWasGiven()
    {
        var server = CreatePeer("server");
        var sequence = new UniqueIdSequence();
        var twin = TwinOf(sequence);
        server.Peer.PeerIds = sequence;
        Carrier.StartServer(server.Peer);
        for (var i = 0; i < 3; i++) Assert.That((await Join(server)).Id, Is.EqualTo(twin.Next()));
        Assert.That(() => server.Peer.PeerIds = twin, Throws.InvalidOperationException);
        Assert.That(() => server.Peer.PeerIds = null!, Throws.ArgumentNullException);
        Assert.That(server.Peer.PeerIds, Is.SameAs(sequence));
    }

    // One that gives the same ids: the order of a sequence is secret.
    private static UniqueIdSequence TwinOf(UniqueIdSequence sequence)
    {
        var twin = new UniqueIdSequence();
        foreach (var field in typeof(UniqueIdSequence).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)) field.SetValue(twin, field.GetValue(sequence));
        return twin;
    }
}

using Transport.ContractTests;

namespace Transport.Testing.Tests.Fixtures;

/// <summary>Random traffic, players that come and go, and a network that does all it can; beside it what each mode has to deliver.</summary>
internal sealed class NetworkStorm(SimulatedPair pair, Random random)
{
    private const int Channels = 3;

    private static readonly NetworkConditions[] Weather =
    [
        NetworkConditions.Perfect, NetworkConditions.Wifi, NetworkConditions.Mobile, NetworkConditions.Terrible,
        new NetworkConditions { IsSilent = true },
        new NetworkConditions { Loss = 1 },
        new NetworkConditions { Jitter = TimeSpan.FromSeconds(1), Duplication = 1, Reordering = 1, ReorderingDelay = TimeSpan.FromSeconds(1) },
        new NetworkConditions { BytesPerSecond = 500, QueueBytes = 200 },
    ];

    // What was sent: from, to (ids of clients; the server is 1), mode and channel, numbers in order.
    private readonly Dictionary<(int From, int To, TransferMode Mode, int Channel), List<int>> _sent = [];
    private readonly Dictionary<(int From, int To, TransferMode Mode, int Channel), List<int>> _received = [];
    private int _number;
    private readonly List<SimulatedMultiplayerPeer<LoopbackMultiplayerPeer>> _clients = [pair.Client];

    public void Join() => _clients.Add(pair.Join());

    public void Step()
    {
        var client = _clients[random.Next(_clients.Count)];
        switch (random.Next(100))
        {
            case 0: pair.Network.Conditions = AnyWeather(); break;
            case 1: client.Inbound = random.Next(2) == 0 ? null : AnyWeather(); break;
            case 2: client.Outbound = random.Next(2) == 0 ? null : AnyWeather(); break;
            case 3: pair.Network.Partition(client, _clients[random.Next(_clients.Count)]); break;
            case 4: pair.Network.Partition(TimeSpan.FromSeconds(random.Next(1, 60)), client); break;
            case 5 or 6: pair.Network.Heal(); break;
            case 7 when pair.Server.Peers.Contains(client.UniqueId): pair.Server.SetConditions(client.UniqueId, AnyWeather()); break;
            case 8 when random.Next(5) == 0 && client.Peers.Contains(1): client.CutLink(1); break;
            case 9 when random.Next(5) == 0 && pair.Server.Peers.Contains(client.UniqueId): pair.Server.DisconnectPeer(client.UniqueId); break;
            case 10: pair.LogOf(client).TakesPackets = random.Next(4) > 0; break;
            case 11 when random.Next(3) == 0: client.Close(force: random.Next(2) == 0); break;
            case < 20 when client.Status == ConnectionStatus.Disconnected: client.Start(peer => peer.CreateClient(pair.Server.Inner)); break;
            case < 60: Send(client, 1); break;
            default: Send(pair.Server, client.UniqueId); break;
        }
    }

    private void Send(SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> sender, int target)
    {
        if (!sender.Peers.Contains(target)) return;
        var (mode, channel) = ((TransferMode)random.Next(3), random.Next(Channels));
        var payload = new byte[4 + random.Next(100)];
        BitConverter.TryWriteBytes(payload, ++_number);
        if (!sender.TrySend(payload, target, mode, channel)) return;
        var way = (sender.UniqueId, target, mode, channel);
        if (!_sent.TryGetValue(way, out var numbers)) _sent.Add(way, numbers = []);
        numbers.Add(_number);
    }

    public void CheckPackets(string message)
    {
        var received = 0;
        foreach (var client in _clients)
        {
            foreach (var line in pair.LogOf(client).Log.Where(line => line.Kind == PeerEventKind.Packet)) received += Find(line, client);
        }
        foreach (var visit in pair.AtServer.Packets.GroupBy(packet => (packet.Id, packet.Mode, packet.Channel)))
        {
            Check((visit.Key.Id, 1, visit.Key.Mode, visit.Key.Channel), [.. visit.Select(Number)], message);
            received += visit.Count();
        }
        foreach (var ((from, to, mode, channel), numbers) in _received) Check((from, to, mode, channel), numbers, message);
        Assert.That(received, Is.GreaterThan(300), message);
    }

    // To which visit of a client a packet belongs follows from its number: no two packets have the same.
    private int Find(PeerEvent packet, SimulatedMultiplayerPeer<LoopbackMultiplayerPeer> client)
    {
        var number = Number(packet);
        var way = _sent.Single(sent => sent.Key.From == 1 && sent.Value.BinarySearch(number) >= 0).Key;
        Assert.That((way.Mode, way.Channel), Is.EqualTo((packet.Mode, packet.Channel)), client.ToString());
        if (!_received.TryGetValue(way, out var numbers)) _received.Add(way, numbers = []);
        numbers.Add(number);
        return 1;
    }

    private void Check((int From, int To, TransferMode Mode, int Channel) way, List<int> numbers, string message)
    {
        var sent = _sent[way];
        switch (way.Mode)
        {
            case TransferMode.Reliable: Assert.That(numbers, Is.EqualTo(sent.Take(numbers.Count)), $"A beginning of what was sent, {message}"); break;
            case TransferMode.UnreliableOrdered: Assert.That(numbers, Is.Ordered.And.Unique.And.SubsetOf(sent), message); break;
            default: Assert.That(numbers.Distinct(), Is.SubsetOf(sent), message); break;
        }
    }

    public void CalmDown()
    {
        pair.Network.Heal();
        pair.Network.Conditions = NetworkConditions.Perfect;
        foreach (var client in _clients)
        {
            client.Inbound = client.Outbound = null;
            pair.LogOf(client).TakesPackets = true;
            if (client.Status != ConnectionStatus.Disconnected) client.Close();
        }
        foreach (var id in pair.Server.Peers.ToArray()) pair.Server.SetConditions(id, conditions: null);
        pair.Run(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        Assert.That((pair.Server.Peers.Count, pair.Network.GetStatistics().InFlightPackets), Is.EqualTo((0, 0)));
        foreach (var log in _clients.Select(client => pair.LogOf(client)).Append(pair.AtServer))
        {
            Assert.That(
                log.Log.Count(line => line.Kind == PeerEventKind.Connected), Is.EqualTo(log.Log.Count(line => line.Kind == PeerEventKind.Disconnected)), log.Name);
        }
        Assert.That(pair.Server.Status, Is.EqualTo(ConnectionStatus.Connected));
    }

    private NetworkConditions AnyWeather() => Weather[random.Next(Weather.Length)];

    private static int Number(PeerEvent packet) => BitConverter.ToInt32(packet.Payload);
}

using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

/// <summary>Clients, carriers and sessions come and go at random, and handlers throw: every log is in order, and no packet is lost on the way.</summary>
[TestFixture]
public sealed class MultiplexStormTests
{
    private const int Steps = 10_000;

    private readonly Dictionary<int, List<int>> _sentBy = [];
    private readonly LoopbackMultiplayerPeer[] _members = [new(), new(), new()];
    private readonly List<RecordedPeer> _clients = [];
    private MultiplexMultiplayerPeer _multiplex = null!;
    private RecordedPeer _server = null!;
    private Random _random = null!;
    private int _number;

    [Test]
    public void EveryLogIsInOrder()
    {
        _random = new Random(ContractSeed.Value);
        TestContext.Out.WriteLine(ContractSeed.Message);
        _multiplex = new MultiplexMultiplayerPeer(new MultiplexOptions { FallbackDelay = TimeSpan.Zero });
        foreach (var member in _members) _multiplex.Add(member, peer => peer.CreateServer());
        _server = new RecordedPeer(_multiplex, "server");
        _multiplex.CreateServer();
        _multiplex.PeerConnected += _ => ThrowSometimes();
        _multiplex.PeerDisconnected += (_, _) => ThrowSometimes();
        foreach (var member in _members) member.PeerConnected += _ => ThrowSometimes();
        for (var i = 0; i < 20; i++) _clients.Add(CreateClient(i));

        for (var i = 0; i < Steps; i++) Step();
        Settle();
        AssertLogs();
    }

    [TearDown]
    public void DisposeAll()
    {
        foreach (var client in _clients) client.Peer.Dispose();
        _multiplex.Dispose();
    }

    private RecordedPeer CreateClient(int number)
    {
        var client = new MultiplexMultiplayerPeer(new MultiplexOptions { FallbackDelay = TimeSpan.Zero });
        foreach (var member in _members.Take(1 + number % 3)) client.Add(new LoopbackMultiplayerPeer(), peer => peer.CreateClient(member));
        return new RecordedPeer(client, $"client {number}");
    }

    private void Step()
    {
        var client = _clients[_random.Next(_clients.Count)];
        switch (_random.Next(40))
        {
            case < 15: SendFrom(client); break;
            case < 25: client.Poll(); break;
            case < 31: _server.Poll(); break;
            case < 33: SendFromServer(); break;
            case < 35: StartOrClose(client); break;
            case 35 when _random.Next(2) == 0: DisconnectAny(); break;
            case 36: EndOrStartMember(); break;
            case 37 when _random.Next(10) == 0: RestartServer(); break;
            case 38 when _random.Next(3) == 0: _server.TakesPackets = !_server.TakesPackets; break;
            default: client.TakeOne(); break;
        }
        if (_multiplex.Status == ConnectionStatus.Disconnected) _multiplex.CreateServer();
    }

    private void SendFrom(RecordedPeer client)
    {
        if (!client.IsConnected) return;
        if (!client.Peer.TrySend(BitConverter.GetBytes(++_number), MultiplayerPeer.TargetPeerServer)) return;
        if (!_sentBy.TryGetValue(client.Id, out var sent)) _sentBy.Add(client.Id, sent = []);
        sent.Add(_number);
    }

    private void StartOrClose(RecordedPeer client)
    {
        if (client.Peer.Status == ConnectionStatus.Disconnected) ((MultiplexMultiplayerPeer)client.Peer).CreateClient();
        else client.Peer.Close(force: _random.Next(4) == 0);
    }

    private void SendFromServer()
    {
        if (_multiplex.Status == ConnectionStatus.Connected) _multiplex.TrySend(new byte[_random.Next(50)], MultiplayerPeer.TargetPeerBroadcast);
    }

    private void DisconnectAny()
    {
        if (_multiplex.Peers.Count > 0) _multiplex.DisconnectPeer(_multiplex.Peers.ElementAt(_random.Next(_multiplex.Peers.Count)), force: _random.Next(2) == 0);
    }

    private void EndOrStartMember()
    {
        var member = _members[_random.Next(_members.Length)];
        if (member.Status == ConnectionStatus.Disconnected) member.CreateServer();
        else if (_random.Next(10) == 0) member.Close();
    }

    private void RestartServer()
    {
        _multiplex.Close();
        _multiplex.CreateServer();
    }

    private void ThrowSometimes()
    {
        if (_random.Next(10) == 0) throw new HandlerException();
    }

    private void Settle()
    {
        _server.TakesPackets = true;
        foreach (var client in _clients) client.Peer.Close();
        for (var i = 0; i < 100; i++)
        {
            _server.Poll();
            foreach (var client in _clients) client.Poll();
        }
        Assert.That(_multiplex.Peers, Is.Empty, $"{_server}, {ContractSeed.Message}");
    }

    private void AssertLogs()
    {
        Assert.That(_clients.Append(_server).SelectMany(peer => peer.Violations), Is.Empty, ContractSeed.Message);
        var connected = _server.Log.Where(line => line.Kind == PeerEventKind.Connected).Select(line => line.Id).ToArray();
        Assert.That(connected, Is.Unique.And.Length.GreaterThan(100), ContractSeed.Message);
        TestContext.Out.WriteLine($"{_server.Packets.Count()} packets, {connected.Length} connects, {_server.Thrown.Count} throws");
        Assert.That((_server.Packets.Count() > 100, _server.Thrown.Count > 10), Is.EqualTo((true, true)), $"{_server.Packets.Count()}, {_server.Thrown.Count}, {ContractSeed.Message}");
        foreach (var client in _clients)
            Assert.That(client.CountOf(PeerEventKind.Disconnected, 1), Is.EqualTo(client.CountOf(PeerEventKind.Connected, 1)), $"{client.Name}, {ContractSeed.Message}");
        Assert.That(_server.Failure, Is.Null.Or.Property(nameof(DisconnectInfo.Reason)).EqualTo(DisconnectReason.CarrierFailed));
        foreach (var id in connected)
        {
            Assert.That(_server.CountOf(PeerEventKind.Disconnected, id), Is.EqualTo(1), $"of {id}, {ContractSeed.Message}");
            var received = _server.PacketsFrom(id).Select(packet => BitConverter.ToInt32(packet.Payload)).ToArray();
            var sent = _sentBy.GetValueOrDefault(id) ?? [];
            Assert.That(received, Is.EqualTo(sent.Take(received.Length)), $"from {id}: a beginning of what it sent, without holes; {ContractSeed.Message}");
        }
    }
}

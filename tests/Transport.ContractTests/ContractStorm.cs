namespace Transport.ContractTests;

/// <summary>
/// Random traffic between a server and many clients that come and go, and beside it what each log must be by the contract.
/// </summary>
internal sealed class ContractStorm(ContractCarrier carrier, RecordedPeer server, Random random)
{
    private const int LeftCode = 4001;
    private const int PutOutCode = 4002;

    private readonly List<Client> _clients = [];
    private readonly Dictionary<int, Visit> _visits = [];
    private int _nextNumber;

    /// <summary>What the server's close says in the end.</summary>
    public const int EndCode = 4003;

    public IReadOnlyList<Client> Clients => _clients;

    public void Add(RecordedPeer peer)
    {
        var client = new Client(peer);
        peer.Peer.PeerConnected += _ =>
        {
            client.Visits.Add(VisitOf(peer.Peer.UniqueId));
            client.LogStarts.Add(peer.Log.Count);
        };
        _clients.Add(client);
        carrier.StartClient(peer.Peer, server.Peer);
    }

    /// <summary>From the server's side: who is there to be sent to.</summary>
    public void Watch() => server.Peer.PeerConnected += id => VisitOf(id).IsAtServer = true;

    public void Step()
    {
        switch (random.Next(12))
        {
            case 0: case 1: case 2: SendFromServer(MultiplayerPeer.TargetPeerBroadcast); break;
            case 3: case 4: SendFromServer(AnyPeer()); break;
            case 5: SendFromServer(-AnyPeer()); break;
            case 6: case 7: case 8: case 9: SendFromClient(AnyClient()); break;
            case 10: LeaveOrReturn(AnyClient()); break;
            default: DisconnectOrNothing(AnyPeer()); break;
        }
    }

    /// <summary>Whether all that was sent has arrived, and all that have come or gone are known to be there or gone.</summary>
    public bool IsQuiet => _visits.Values.All(IsQuietAtServer) && _clients.TrueForAll(IsQuietAtClient);

    public void AssertLogs(string message)
    {
        foreach (var visit in _visits.Values)
        {
            var numbers = server.PacketsFrom(visit.Id).Select(Number).ToArray();
            // What the client sent before it left arrives; of one that the server put out, a beginning.
            Assert.That(numbers, Is.EqualTo(visit.WasPutOut ? visit.ToServer.Take(numbers.Length) : visit.ToServer), $"from {visit.Id}, {message}");
            Assert.That(server.CountOf(PeerEventKind.Connected, visit.Id), Is.EqualTo(1), message);
            Assert.That(server.CountOf(PeerEventKind.Disconnected, visit.Id), Is.EqualTo(1), message);
            if (!visit.WasPutOut) Assert.That(server.Gone(visit.Id)!.Value.Code, Is.EqualTo(visit.Left ? LeftCode : EndCode), message);
        }
        foreach (var client in _clients)
        {
            for (var i = 0; i < client.Visits.Count; i++)
            {
                var visit = client.Visits[i];
                var numbers = client.NumbersOfVisit(i);
                // What the server sent before it put the client out arrives; of one that left by itself, a beginning.
                Assert.That(numbers, Is.EqualTo(visit.Left ? visit.ToClient.Take(numbers.Length) : visit.ToClient), $"to {visit.Id}, {message}");
            }
            Assert.That(client.Peer.CountOf(PeerEventKind.Connected, 1), Is.EqualTo(client.Visits.Count), message);
            Assert.That(client.Peer.CountOf(PeerEventKind.Disconnected, 1), Is.EqualTo(client.Visits.Count), message);
            Assert.That(client.Peer.Failure, Is.Null, message);
        }
    }

    private bool IsQuietAtServer(Visit visit) => visit.HasEnded
        ? server.Gone(visit.Id) is not null
        : visit.IsAtServer && server.PacketsFrom(visit.Id).Count() == visit.ToServer.Count;

    private static bool IsQuietAtClient(Client client) => client.Peer.Peer.Status switch
    {
        ConnectionStatus.Disconnected => true,
        ConnectionStatus.Connected => client.Current is { HasEnded: false } visit && client.ReceivedNow == visit.ToClient.Count,
        _ => false,
    };

    private Visit VisitOf(int id)
    {
        if (!_visits.TryGetValue(id, out var visit)) _visits.Add(id, visit = new Visit(id));
        return visit;
    }

    private Client AnyClient() => _clients[random.Next(_clients.Count)];

    private int AnyPeer()
    {
        var peers = server.Peer.Peers;
        return peers.Count == 0 ? 0 : peers.ElementAt(random.Next(peers.Count));
    }

    private void SendFromServer(int target)
    {
        var number = _nextNumber++;
        server.Peer.Send(Payload(number), target);
        foreach (var visit in _visits.Values)
        {
            var isMeant = target == 0 || target == visit.Id || (target < 0 && target != -visit.Id);
            if (isMeant && visit.IsAtServer && !visit.WasPutOut && server.Peer.Peers.Contains(visit.Id)) visit.ToClient.Add(number);
        }
    }

    private void SendFromClient(Client client)
    {
        if (client.Current is not { } visit) return;
        var number = _nextNumber++;
        client.Peer.Peer.Send(Payload(number), MultiplayerPeer.TargetPeerServer);
        visit.ToServer.Add(number);
    }

    private void LeaveOrReturn(Client client)
    {
        if (client.Peer.Peer.Status == ConnectionStatus.Disconnected)
        {
            carrier.StartClient(client.Peer.Peer, server.Peer);
        }
        else if (client.Current is { } visit)
        {
            visit.Left = true;
            client.Peer.Peer.Close(LeftCode);
        }
    }

    private void DisconnectOrNothing(int id)
    {
        if (id == 0 || _visits[id].WasPutOut || random.Next(3) > 0) return;
        _visits[id].WasPutOut = true;
        server.Peer.DisconnectPeer(id, PutOutCode);
    }

    private byte[] Payload(int number)
    {
        var payload = new byte[4 + random.Next(200)];
        BitConverter.TryWriteBytes(payload, number);
        return payload;
    }

    private static int Number(PeerEvent packet) => BitConverter.ToInt32(packet.Payload);

    internal sealed class Client(RecordedPeer peer)
    {
        public RecordedPeer Peer => peer;

        public List<Visit> Visits { get; } = [];

        public List<int> LogStarts { get; } = [];

        public Visit? Current => Visits.Count == 0 || peer.Peer.Status != ConnectionStatus.Connected ? null : Visits[^1];

        public int ReceivedNow => NumbersOfVisit(Visits.Count - 1).Length;

        public int[] NumbersOfVisit(int visit)
        {
            var end = visit + 1 < LogStarts.Count ? LogStarts[visit + 1] : peer.Log.Count;
            return [.. peer.Log.Take(end).Skip(LogStarts[visit]).Where(line => line.Kind == PeerEventKind.Packet).Select(Number)];
        }
    }

    internal sealed class Visit(int id)
    {
        public int Id => id;

        public bool IsAtServer { get; set; }

        /// <summary>The client closed.</summary>
        public bool Left { get; set; }

        /// <summary>The server disconnected it.</summary>
        public bool WasPutOut { get; set; }

        public bool HasEnded => Left || WasPutOut;

        public List<int> ToServer { get; } = [];

        public List<int> ToClient { get; } = [];
    }
}

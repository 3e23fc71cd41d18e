namespace Transport.ContractTests;

/// <summary>A peer with a log of all that its user sees. What breaks the order of events at once is kept in <see cref="Violations"/>.</summary>
public sealed class RecordedPeer
{
    private readonly HashSet<int> _present = [];
    private readonly List<PeerEvent> _log = [];
    private readonly List<string> _violations = [];
    private int _pollingThread;

    public RecordedPeer(MultiplayerPeer peer, string name)
    {
        Peer = peer;
        Name = name;
        peer.PeerConnected += OnConnected;
        peer.PeerDisconnected += OnDisconnected;
        peer.ConnectionFailed += OnConnectionFailed;
    }

    public MultiplayerPeer Peer { get; }

    public string Name { get; }

    /// <summary>Whether the pump polls this peer. Default true.</summary>
    public bool IsPolled { get; set; } = true;

    /// <summary>Whether packets are taken after each poll. Default true.</summary>
    public bool TakesPackets { get; set; } = true;

    public IReadOnlyList<PeerEvent> Log => _log;

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>The exceptions of handlers that came out of Poll.</summary>
    public List<HandlerException> Thrown { get; } = [];

    public int Id => Peer.UniqueId;

    public bool IsConnected => Peer.Status == ConnectionStatus.Connected;

    public IEnumerable<PeerEvent> Packets => _log.Where(e => e.Kind == PeerEventKind.Packet);

    public IEnumerable<string> Texts => Packets.Select(e => e.Text);

    public DisconnectInfo? Failure => _log.FirstOrDefault(e => e.Kind == PeerEventKind.ConnectionFailed)?.Info;

    public IEnumerable<PeerEvent> PacketsFrom(int id) => Packets.Where(e => e.Id == id);

    public int CountOf(PeerEventKind kind, int id) => _log.Count(e => e.Kind == kind && e.Id == id);

    /// <summary>How a peer was told gone; null when it was not.</summary>
    public DisconnectInfo? Gone(int id) => _log.FirstOrDefault(e => e.Kind == PeerEventKind.Disconnected && e.Id == id)?.Info;

    public void Poll()
    {
        _pollingThread = Environment.CurrentManagedThreadId;
        try
        {
            Peer.Poll();
        }
        catch (HandlerException exception)
        {
            Thrown.Add(exception);
        }
        finally
        {
            _pollingThread = 0;
        }
        if (TakesPackets) TakeAll();
    }

    public void TakeAll()
    {
        while (TakeOne())
        {
        }
    }

    /// <summary>Takes one packet into the log.</summary>
    public bool TakeOne()
    {
        if (!Peer.TryReceive(out var packet)) return false;
        if (!_present.Contains(packet.Sender)) _violations.Add($"a packet of {packet.Sender}, which is not connected");
        _log.Add(new PeerEvent(PeerEventKind.Packet, packet.Sender)
        {
            Payload = packet.Payload.ToArray(),
            Mode = packet.Mode,
            Channel = packet.Channel,
        });
        return true;
    }

    public override string ToString()
    {
        var tail = string.Join("; ", _log.TakeLast(6));
        return $"{Name} ({Peer.Status}, id {Peer.UniqueId}, {Peer.Peers.Count} peers, {Peer.AvailablePacketCount} unread, log of {_log.Count}: {tail})";
    }

    private void OnConnected(int id)
    {
        Note(new PeerEvent(PeerEventKind.Connected, id));
        if (!_present.Add(id)) _violations.Add($"{id} connected, and was connected already");
        if (!Peer.Peers.Contains(id)) _violations.Add($"{id} connected, and is not in Peers");
    }

    private void OnDisconnected(int id, DisconnectInfo info)
    {
        Note(new PeerEvent(PeerEventKind.Disconnected, id) { Info = info });
        if (!_present.Remove(id)) _violations.Add($"{id} disconnected, and was not connected");
        if (Peer.Peers.Contains(id)) _violations.Add($"{id} disconnected, and is still in Peers");
    }

    private void OnConnectionFailed(DisconnectInfo info) => Note(new PeerEvent(PeerEventKind.ConnectionFailed, 0) { Info = info });

    private void Note(PeerEvent line)
    {
        if (_pollingThread != Environment.CurrentManagedThreadId) _violations.Add($"outside Poll: {line}");
        _log.Add(line);
    }
}

using Transport.Browser.App.Shared;
using Transport.WebSockets;

namespace Transport.Browser.App;

/// <summary>A client, somebody who polls it, and all that it has seen.</summary>
internal sealed class PagePeer
{
    private readonly bool _isPolledInFrames;
    private readonly bool _echoes;
    private readonly List<string> _log = [];
    private readonly List<(Predicate<PagePeer> Condition, TaskCompletionSource Reached)> _waits = [];

    public PagePeer(PagePeerOptions options)
    {
        _isPolledInFrames = options.IsPolledInFrames;
        _echoes = options.Echoes;
        TakesPackets = options.TakesPackets;
        Peer = new WebSocketMultiplayerPeer(Read(options));
        Peer.PeerConnected += id => _log.Add($"+{id}");
        Peer.PeerDisconnected += (id, info) => End($"-{id}", info);
        Peer.ConnectionFailed += info => End("failed", info);
    }

    public WebSocketMultiplayerPeer Peer { get; }

    public bool TakesPackets { get; set; }

    public List<byte[]> Packets { get; } = [];

    public List<PageEnd> Ends { get; } = [];

    public void Connect(string url)
    {
        Peer.CreateClient(url);
        if (!_isPolledInFrames) _ = RunAsync();
    }

    public void OnFrame()
    {
        if (_isPolledInFrames) Step();
    }

    /// <summary>Completes when a poll has made something true.</summary>
    public Task Until(Predicate<PagePeer> condition)
    {
        if (condition(this)) return Task.CompletedTask;
        var reached = new TaskCompletionSource();
        _waits.Add((condition, reached));
        return reached.Task;
    }

    public PagePeerReport Report() => new(
        Peer.Status, Peer.UniqueId, [.. _log], Packets.Count, [.. Ends],
        Peer.Peers.Contains(MultiplayerPeer.TargetPeerServer) ? Peer.GetStatistics(MultiplayerPeer.TargetPeerServer) : null);

    private static WebSocketMultiplayerPeerOptions Read(PagePeerOptions options)
    {
        var read = new WebSocketMultiplayerPeerOptions();
        foreach (var protocol in options.Protocols) read.SupportedProtocols.Add(protocol);
        read.InboundQueuePackets = options.InboundQueuePackets ?? read.InboundQueuePackets;
        read.OutboundQueuePackets = options.OutboundQueuePackets ?? read.OutboundQueuePackets;
        read.MaxMessageBytes = options.MaxMessageBytes ?? read.MaxMessageBytes;
        if (options.HandshakeSeconds is { } seconds) read.HandshakeTimeout = TimeSpan.FromSeconds(seconds);
        return read;
    }

    private async Task RunAsync()
    {
        do
        {
            await Peer.WaitForActivityAsync();
            Step();
        }
        while (Peer.Status != ConnectionStatus.Disconnected);
    }

    private void Step()
    {
        Peer.Poll();
        while (TakesPackets && Peer.TryReceive(out var packet))
        {
            _log.Add($"{packet.Sender}: {packet.Payload.Length} bytes");
            Packets.Add(packet.Payload.ToArray());
            if (_echoes) Peer.Send(packet.Payload.Span, packet.Sender);
        }
        foreach (var wait in _waits.ToArray())
        {
            if (!wait.Condition(this)) continue;
            _waits.Remove(wait);
            wait.Reached.SetResult();
        }
    }

    private void End(string line, DisconnectInfo info)
    {
        _log.Add(line);
        Ends.Add(PageEnd.From(info));
    }
}

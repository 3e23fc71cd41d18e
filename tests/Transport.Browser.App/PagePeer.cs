using Transport.WebSockets;

namespace Transport.Browser.App;

internal sealed class PagePeer
{
    private readonly bool _isPolledInFrames;
    private readonly List<string> _log = [];
    private readonly List<(Predicate<PagePeer> Condition, TaskCompletionSource Reached)> _waits = [];

    public PagePeer(PagePeerOptions options)
    {
        _isPolledInFrames = options.IsPolledInFrames;
        var own = new WebSocketMultiplayerPeerOptions();
        foreach (var protocol in options.Protocols ?? []) own.SupportedProtocols.Add(protocol);
        Peer = new WebSocketMultiplayerPeer(own);
        Peer.PeerConnected += id => _log.Add($"+{id}");
        Peer.PeerDisconnected += (id, info) =>
        {
            _log.Add($"-{id}");
            End(isFailure: false, info);
        };
        Peer.ConnectionFailed += info => End(isFailure: true, info);
    }

    public WebSocketMultiplayerPeer Peer { get; }

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

    public Task Until(Predicate<PagePeer> condition)
    {
        if (condition(this)) return Task.CompletedTask;
        var reached = new TaskCompletionSource();
        _waits.Add((condition, reached));
        return reached.Task;
    }

    public PagePeerReport Report() => new(Peer.Status.ToString(), Peer.UniqueId, _log, Packets.Count, Ends);

    private async Task RunAsync()
    {
        while (Peer.Status != ConnectionStatus.Disconnected)
        {
            await Peer.WaitForActivityAsync();
            Step();
        }
    }

    private void Step()
    {
        Peer.Poll();
        while (Peer.TryReceive(out var packet)) Packets.Add(packet.Payload.ToArray());
        foreach (var wait in _waits.ToArray())
        {
            if (!wait.Condition(this)) continue;
            _waits.Remove(wait);
            wait.Reached.SetResult();
        }
    }

    private void End(bool isFailure, DisconnectInfo info) => Ends.Add(
        new PageEnd(isFailure, info.Reason.ToString(), info.Origin.ToString(), info.Code, info.Text, info.IsClean));
}

using System.Text;
using Transport;
using Transport.WebSockets;

namespace Echo.Tests;

public sealed class EchoServerTests
{
    private readonly StringWriter _output = new();
    private CancellationTokenSource _stopping = null!;
    private CancellationTokenSource _patience = null!;
    private EchoServer _server = null!;
    private Task _serving = null!;

    [SetUp]
    public void Start()
    {
        _output.GetStringBuilder().Clear();
        _stopping = new CancellationTokenSource();
        _patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        _server = new EchoServer(TextWriter.Synchronized(_output));
        _server.Start(port: 0);
        _serving = _server.RunAsync(_stopping.Token);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _serving.WaitAsync(TimeSpan.FromSeconds(10));
        _server.Dispose();
        _serving.Dispose();
        _stopping.Dispose();
        _patience.Dispose();
    }

    [OneTimeTearDown]
    public void CloseOutput() => _output.Dispose();

    [Test]
    public async Task EchoesTextAsText()
    {
        await using var peer = await ConnectAsync();
        peer.SendText("grüße");

        Assert.That(Encoding.UTF8.GetString(await ReceiveAsync(peer)), Is.EqualTo("grüße"));
        Assert.That(peer.WasStringPacket, Is.True);
        Assert.That(Lines, Is.EqualTo(new[]
        {
            "Server started.",
            "+ Peer 2 connected.",
            "< Got text data from peer 2: grüße ... echoing",
        }));
    }

    [Test]
    public async Task EchoesBinaryAsBinary()
    {
        await using var peer = await ConnectAsync();
        peer.Send([0, 255, 1]);

        Assert.That(await ReceiveAsync(peer), Is.EqualTo(new byte[] { 0, 255, 1 }));
        Assert.That(peer.WasStringPacket, Is.False);
        Assert.That(Lines, Has.Member("< Got binary data from peer 2: 3 ... echoing"));
    }

    [Test]
    public async Task EchoesToEachClientItsOwn()
    {
        var peers = new List<WebSocketPeer>();
        for (var i = 0; i < 10; i++) peers.Add(await ConnectAsync());
        for (var i = 0; i < 10; i++) peers[i].SendText($"I am {i}");
        for (var i = 0; i < 10; i++) Assert.That(Encoding.UTF8.GetString(await ReceiveAsync(peers[i])), Is.EqualTo($"I am {i}"));

        foreach (var peer in peers) await peer.DisposeAsync();
    }

    [Test]
    public async Task StoppingServerClosesItsClients()
    {
        await using var peer = await ConnectAsync();
        await _stopping.CancelAsync();
        await UntilAsync(peer, () => peer.ReadyState == WebSocketState.Closed);
        await _serving.WaitAsync(_patience.Token);

        Assert.That(peer.CloseCode, Is.EqualTo(CloseCode.GoingAway));
        Assert.That(peer.CloseReason, Is.EqualTo("The server stops."));
        Assert.That(Lines[^2], Is.EqualTo("- Peer 2 closed with code: 1001. Clean: True"));
        Assert.That(Lines[^1], Is.EqualTo("Server stopped."));
    }

    private string[] Lines => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private async Task<WebSocketPeer> ConnectAsync()
    {
        var peer = new WebSocketPeer();
        peer.ConnectToUrl($"ws://127.0.0.1:{_server.LocalPort}");
        await UntilAsync(peer, () => peer.ReadyState == WebSocketState.Open);
        return peer;
    }

    private async Task<byte[]> ReceiveAsync(WebSocketPeer peer)
    {
        await UntilAsync(peer, () => peer.AvailablePacketCount > 0);
        return peer.GetPacket();
    }

    private async Task UntilAsync(WebSocketPeer peer, Func<bool> isSo)
    {
        while (true)
        {
            peer.Poll();
            if (isSo()) return;
            await peer.WaitForActivityAsync(_patience.Token);
        }
    }
}

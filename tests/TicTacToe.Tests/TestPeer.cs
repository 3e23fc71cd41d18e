using TicTacToe.Messages;
using Transport;

namespace TicTacToe.Tests;

/// <summary>
/// One end of a table in the hand of a test: it sends what the test says, right or wrong, and waits for what comes, over whichever
/// carrier. Nothing is waited for longer than <see cref="Patience"/>.
/// </summary>
internal sealed class TestPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly MultiplayerPeer _peer;
    private readonly MessageWriter _writer = new();
    private readonly Queue<object> _happened = new();

    public TestPeer(MultiplayerPeer peer)
    {
        _peer = peer;
        peer.PeerConnected += id => _happened.Enqueue(new Connected(id));
        peer.PeerDisconnected += (id, info) => _happened.Enqueue(new Disconnected(id, info));
        peer.ConnectionFailed += info => _happened.Enqueue(new Failed(info));
    }

    public MultiplayerPeer Peer => _peer;

    public void Send(GameMessage message, int target = MultiplayerPeer.TargetPeerServer) =>
        Send(_writer.Write(message).ToArray(), target);

    public void Send(byte[] bytes, int target = MultiplayerPeer.TargetPeerServer)
    {
        _peer.Send(bytes, target);
        _peer.Flush();
    }

    /// <summary>The next thing that happens, which has to be of a kind.</summary>
    public async Task<T> NextAsync<T>()
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (_happened.Count == 0)
        {
            try
            {
                await _peer.WaitForActivityAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited {Patience.TotalSeconds} s for {typeof(T).Name}, and nothing came.");
            }
            _peer.Poll();
            while (_peer.TryReceive(out var packet))
            {
                Assert.That(MessageReader.TryRead(packet.Payload, out var message), Is.True);
                _happened.Enqueue(message!);
            }
            // A disconnect waits behind the packets just taken.
            _peer.Poll();
        }
        var next = _happened.Dequeue();
        Assert.That(next, Is.InstanceOf<T>());
        return (T)next;
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    internal sealed record Connected(int Id);

    internal sealed record Disconnected(int Id, DisconnectInfo Info);

    internal sealed record Failed(DisconnectInfo Info);
}

using System.Threading.Channels;
using Transport.WebSockets;

namespace Transport.EndToEnd;

/// <summary>A <see cref="WebSocketMultiplayerPeer"/> with somebody who polls it.</summary>
public sealed class RunningMultiplayerPeer : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly WebSocketMultiplayerPeer _peer;
    private readonly bool _echoes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<int> _connected = Channel.CreateUnbounded<int>();
    private readonly Channel<(int Id, DisconnectInfo Info)> _disconnected = Channel.CreateUnbounded<(int, DisconnectInfo)>();
    private readonly Channel<DisconnectInfo> _failed = Channel.CreateUnbounded<DisconnectInfo>();
    private readonly Channel<ReceivedPacket> _received = Channel.CreateUnbounded<ReceivedPacket>();
    private readonly Task _running;

    private RunningMultiplayerPeer(WebSocketMultiplayerPeer peer, bool echoes)
    {
        _peer = peer;
        _echoes = echoes;
        peer.PeerConnected += id => _connected.Writer.TryWrite(id);
        peer.PeerDisconnected += (id, info) => _disconnected.Writer.TryWrite((id, info));
        peer.ConnectionFailed += info => _failed.Writer.TryWrite(info);
        _running = RunAsync();
    }

    /// <summary>Where a stranger finds the server.</summary>
    public Uri Url { get; private init; } = new("about:blank");

    /// <summary>A server on any port.</summary>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <param name="tls">Null for none.</param>
    /// <param name="echoes">Whether it sends packets back to whom they came from; else they wait for <see cref="ReceiveAsync"/>.</param>
    public static RunningMultiplayerPeer Serve(Action<WebSocketMultiplayerPeerOptions>? configure = null, TlsOptions? tls = null, bool echoes = true)
    {
        var peer = Create(configure);
        peer.CreateServer(0, tls: tls);
        return new RunningMultiplayerPeer(peer, echoes) { Url = new Uri($"{(tls is null ? "ws" : "wss")}://localhost:{peer.LocalPort}/") };
    }

    /// <summary>A server that was started already; owned from now on.</summary>
    public static RunningMultiplayerPeer Run(WebSocketMultiplayerPeer server, bool echoes = true) => new(server, echoes);

    /// <summary>A client of a stranger's server.</summary>
    public static RunningMultiplayerPeer Connect(string url, Action<WebSocketMultiplayerPeerOptions>? configure = null, TlsOptions? tls = null)
    {
        var peer = Create(configure);
        peer.CreateClient(url, tls);
        return new RunningMultiplayerPeer(peer, echoes: false);
    }

    /// <summary>Does something with the peer, while nobody else does.</summary>
    public T Use<T>(Func<WebSocketMultiplayerPeer, T> action)
    {
        lock (_gate) return action(_peer);
    }

    /// <inheritdoc cref="Use{T}"/>
    public void Do(Action<WebSocketMultiplayerPeer> action)
    {
        lock (_gate) action(_peer);
    }

    public ValueTask<int> ConnectedAsync(CancellationToken cancellationToken) => _connected.Reader.ReadAsync(cancellationToken);

    public ValueTask<(int Id, DisconnectInfo Info)> DisconnectedAsync(CancellationToken cancellationToken) =>
        _disconnected.Reader.ReadAsync(cancellationToken);

    public ValueTask<DisconnectInfo> FailedAsync(CancellationToken cancellationToken) => _failed.Reader.ReadAsync(cancellationToken);

    public ValueTask<ReceivedPacket> ReceiveAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _peer.Dispose();
        _stop.Dispose();
    }

    private static WebSocketMultiplayerPeer Create(Action<WebSocketMultiplayerPeerOptions>? configure)
    {
        var options = new WebSocketMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromSeconds(30) };
        configure?.Invoke(options);
        return new WebSocketMultiplayerPeer(options);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                ValueTask wait;
                lock (_gate) wait = _peer.WaitForActivityAsync(_stop.Token);
                await wait.ConfigureAwait(false);
                // Not on the connection's thread, nor inside a call of the test.
                await Task.Yield();
                Do(Step);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Complete(null);
        }
#pragma warning disable CA1031 // Whoever waits is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Complete(exception);
        }
    }

    private void Step(WebSocketMultiplayerPeer peer)
    {
        peer.Poll();
        while (peer.TryReceive(out var packet))
        {
            // Whoever is gone is not answered.
            if (!_echoes) _received.Writer.TryWrite(new ReceivedPacket(packet.Sender, packet.Payload.ToArray()));
            else if (peer.Peers.Contains(packet.Sender)) peer.Send(packet.Payload.Span, packet.Sender);
        }
    }

    private void Complete(Exception? exception)
    {
        _connected.Writer.TryComplete(exception);
        _disconnected.Writer.TryComplete(exception);
        _failed.Writer.TryComplete(exception);
        _received.Writer.TryComplete(exception);
    }

    /// <summary>A packet with its sender.</summary>
    public sealed record ReceivedPacket(int Sender, byte[] Payload);
}

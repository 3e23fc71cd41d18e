using System.Threading.Channels;
using Transport.WebSockets;

namespace Transport.EndToEnd;

/// <summary>A <see cref="TcpServer"/> with a <see cref="RunningPeer"/> for each connection.</summary>
public sealed class PeerServer : IAsyncDisposable
{
    private readonly TcpServer _server = new();
    private readonly Func<WebSocketOptions> _options;
    private readonly TlsOptions? _tls;
    private readonly bool _echoes;
    private readonly Channel<RunningPeer> _accepted = Channel.CreateUnbounded<RunningPeer>();
    private readonly List<RunningPeer> _peers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <param name="configure">Changes the options of each connection; null for the defaults.</param>
    /// <param name="tls">Null for none.</param>
    /// <param name="echoes">Whether the peers send back what they receive.</param>
    public PeerServer(Action<WebSocketOptions>? configure = null, TlsOptions? tls = null, bool echoes = true)
    {
        _options = () =>
        {
            var options = new WebSocketOptions { HandshakeTimeout = TimeSpan.FromSeconds(30) };
            configure?.Invoke(options);
            return options;
        };
        _tls = tls;
        _echoes = echoes;
        _server.Listen(0);
        Port = _server.LocalPort;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public Uri Url => new($"{(_tls is null ? "ws" : "wss")}://localhost:{Port}/game?table=3");

    /// <summary>The next connection, waited for.</summary>
    public ValueTask<RunningPeer> AcceptedAsync(CancellationToken cancellationToken) => _accepted.Reader.ReadAsync(cancellationToken);

    /// <summary>The next connection, waited for until it is open.</summary>
    public async Task<RunningPeer> OpenedAsync(CancellationToken cancellationToken)
    {
        var peer = await AcceptedAsync(cancellationToken).ConfigureAwait(false);
        await peer.OpenedAsync(cancellationToken).ConfigureAwait(false);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
        foreach (var peer in _peers) await peer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (await _server.WaitForConnectionAsync(_stop.Token).ConfigureAwait(false))
            {
                while (_server.TakeConnection() is { } stream) Take(stream);
            }
        }
        catch (OperationCanceledException)
        {
            _server.Stop();
        }
    }

    private void Take(Stream stream)
    {
        var peer = new WebSocketPeer(_options());
        peer.AcceptStream(stream, _tls);
        var running = new RunningPeer(peer, _echoes);
        _peers.Add(running);
        _accepted.Writer.TryWrite(running);
    }
}

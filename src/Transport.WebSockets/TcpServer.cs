using System.Net.Sockets;
using System.Threading.Channels;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets;

/// <summary>
/// Listens for TCP connections and hands them out one by one, for a <see cref="WebSocketPeer"/> each. Poll-driven: connections are accepted in
/// the background and wait here until they are taken. Source: Godot <c>TCPServer</c>.
/// </summary>
/// <remarks>One thread at a time may use it. It can listen again after <see cref="Stop"/>.</remarks>
public sealed class TcpServer : IDisposable
{
    /// <summary>How many accepted connections wait to be taken; further ones wait in the system's backlog.</summary>
    public const int MaxWaitingConnections = 128;

    private readonly TimeProvider _time;
    private Listener? _listener;
    private Channel<Socket>? _accepted;

    /// <summary>A server that does not listen yet.</summary>
    /// <param name="timeProvider">The clock for the pause when the system is out of sockets; null for the system's.</param>
    public TcpServer(TimeProvider? timeProvider = null) => _time = timeProvider ?? TimeProvider.System;

    /// <summary>Whether it listens. Source: Godot <c>is_listening</c>.</summary>
    public bool IsListening => _listener is not null;

    /// <summary>The port that is listened on; 0 when it does not listen. Source: Godot <c>get_local_port</c>.</summary>
    public int LocalPort => _listener?.LocalPort ?? 0;

    /// <summary>Whether <see cref="TakeConnection"/> has one to give. Source: Godot <c>is_connection_available</c>.</summary>
    public bool IsConnectionAvailable => _accepted is { } accepted && accepted.Reader.TryPeek(out _);

    /// <summary>Begins to listen. Source: Godot <c>listen</c>.</summary>
    /// <param name="port">1 to 65535, or 0 for any free one (<see cref="LocalPort"/>).</param>
    /// <param name="bindAddress">An address of this machine, or <c>*</c> for all, IPv4 and IPv6.</param>
    /// <exception cref="ArgumentException">A port out of range, or no address.</exception>
    /// <exception cref="InvalidOperationException">It listens already, or the port cannot be had; the text says why.</exception>
    /// <exception cref="PlatformNotSupportedException">In a browser.</exception>
#if NET
    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
#endif
    public void Listen(int port, string bindAddress = "*")
    {
        if (ConnectionFactory.IsBrowser) throw new PlatformNotSupportedException(BrowserPage.CannotServe);
        if (IsListening) throw new InvalidOperationException($"The server listens on port {LocalPort} already.");
        _listener = Listener.Listen(port, bindAddress, _time);
        _accepted = Channel.CreateBounded<Socket>(new BoundedChannelOptions(MaxWaitingConnections) { SingleWriter = true });
        _ = AcceptAsync(_listener, _accepted.Writer);
    }

    /// <summary>A connection that waits, or null. Owned by the caller. Source: Godot <c>take_connection</c>.</summary>
    public NetworkStream? TakeConnection() =>
        _accepted is { } accepted && accepted.Reader.TryRead(out var socket) ? new TcpStream(socket) : null;

    /// <summary>Completes when a connection waits; at once when one does already.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>False when the server does not listen, or was stopped meanwhile.</returns>
    public ValueTask<bool> WaitForConnectionAsync(CancellationToken cancellationToken = default) =>
        _accepted?.Reader.WaitToReadAsync(cancellationToken) ?? new ValueTask<bool>(false);

    /// <summary>Stops listening and drops the connections that wait. Source: Godot <c>stop</c>.</summary>
    public void Stop()
    {
        _listener?.Stop();
        _listener = null;
        if (_accepted is not { } accepted) return;
        accepted.Writer.TryComplete();
        while (accepted.Reader.TryRead(out var socket)) socket.Dispose();
        _accepted = null;
    }

    /// <summary><see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    private static async Task AcceptAsync(Listener listener, ChannelWriter<Socket> accepted)
    {
        Exception? failure = null;
        try
        {
            await listener.AcceptAsync(async socket =>
            {
                try
                {
                    await accepted.WriteAsync(socket).ConfigureAwait(false);
                }
                catch (ChannelClosedException)
                {
                    socket.Dispose();
                }
            }).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            failure = exception;
        }
        accepted.TryComplete(failure);
    }
}

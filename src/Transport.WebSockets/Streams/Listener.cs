using System.Net;
using System.Net.Sockets;

namespace Transport.WebSockets.Streams;

/// <summary>A listening socket and the loop that accepts from it.</summary>
internal sealed class Listener
{
    private static readonly TimeSpan PauseWhenOutOfSockets = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly TimeProvider _time;

    private Listener(Socket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;
    }

    /// <summary>The port that is listened on; the system's choice when 0 was asked for.</summary>
    public int LocalPort => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="ArgumentException">The port is out of range, or the address is not one.</exception>
    /// <exception cref="InvalidOperationException">The address or port cannot be used; the text says why.</exception>
    public static Listener Listen(int port, string bindAddress, TimeProvider time)
    {
        if (port is < 0 or > 65535) throw new ArgumentOutOfRangeException(nameof(port), port, "A port is 1 to 65535, or 0 for any free one.");
        var address = ParseAddress(bindAddress);
        try
        {
            return new Listener(Bind(address, port), time);
        }
        catch (SocketException exception)
        {
            var why = exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Port {port} is in use already.",
                SocketError.AccessDenied => $"This process may not listen on port {port}.",
                SocketError.AddressNotAvailable => $"{bindAddress} is not an address of this machine.",
                _ => $"Listening on {bindAddress}, port {port}, failed: {exception.Message}",
            };
            throw new InvalidOperationException(why, exception);
        }
    }

    /// <summary>Hands on each connection, until <see cref="Stop"/>. A failure of the machine ends it and is thrown.</summary>
    public async Task AcceptAsync(Func<Socket, ValueTask> accepted)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _socket.AcceptAsync().ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                await _time.Delay(PauseWhenOutOfSockets).ConfigureAwait(false);
                continue;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                continue;
            }
            if (IsAlive(socket)) await accepted(socket).ConfigureAwait(false);
            else socket.Dispose();
        }
    }

    /// <summary>Stops listening; what waits in the backlog is refused by the system.</summary>
    public void Stop() => _socket.Dispose();

    // Some systems take no option any more once the remote has reset the connection; that is no failure of the machine.
    private static bool IsAlive(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPAddress ParseAddress(string bindAddress)
    {
        if (bindAddress == "*") return Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        return IPAddress.TryParse(bindAddress, out var address)
            ? address
            : throw new ArgumentException($"'{bindAddress}' is neither an IP address nor '*'.", nameof(bindAddress));
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(512);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Transport.WebSockets.Streams;

/// <summary>A TCP connection as a stream that still knows its socket, in both target frameworks.</summary>
internal sealed class TcpStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public Socket Tcp => Socket;

    /// <summary>From now on a write takes what the system takes at once, without the detour of an asynchronous one. No call may block any more.</summary>
    public void WriteAtOnce() => Socket.Blocking = false;

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Socket.Blocking || cancellationToken.IsCancellationRequested) return base.WriteAsync(buffer, cancellationToken);
        while (!buffer.IsEmpty)
        {
            var count = Socket.Send(buffer.Span, SocketFlags.None, out var error);
            // The asynchronous way waits for room, and tells an error in the usual words.
            if (error != SocketError.Success) return base.WriteAsync(buffer, cancellationToken);
            buffer = buffer[count..];
        }
        return default;
    }

    /// <summary>The socket below a stream, where there is one and it can be known.</summary>
    public static Socket? SocketOf(Stream stream) => stream switch
    {
        TcpStream tcp => tcp.Tcp,
#if NET
        NetworkStream network => network.Socket,
#endif
        _ => null,
    };

    /// <summary>The address at the other end of a socket; null when it left already.</summary>
    public static IPEndPoint? RemoteOf(Socket? socket)
    {
        try
        {
            if (socket?.RemoteEndPoint is not IPEndPoint remote) return null;
            // A socket for both families names IPv4 addresses in the form of IPv6; to a player or a ban list they are the same.
            return remote.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(remote.Address.MapToIPv4(), remote.Port) : remote;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}

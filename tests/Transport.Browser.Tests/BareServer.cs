using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Transport.Browser.Tests;

/// <summary>A server that does the upgrade and no more, for bytes that the library never sends.</summary>
internal sealed class BareServer : IDisposable
{
    private const string KeyHeader = "Sec-WebSocket-Key: ";
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public BareServer() => _listener.Start();

    public Uri Url => new($"ws://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The next connection, upgraded.</summary>
    public async Task<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(await _listener.AcceptSocketAsync(cancellationToken), ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var key = "";
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            if (line.StartsWith(KeyHeader, StringComparison.OrdinalIgnoreCase)) key = line[KeyHeader.Length..];
        }
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 asks for SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350
        var head = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        return stream;
    }

    /// <summary>No more comes from the server.</summary>
    public static void EndStream(Stream stream) => ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _listener.Dispose();
}

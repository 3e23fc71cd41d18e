using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>One end of a WebSocket that writes and reads bytes as the test says, right or wrong.</summary>
internal sealed class RawEnd(Stream stream) : IDisposable
{
    public const string Request =
        "GET /chat HTTP/1.1\r\nHost: server.example:9080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    public Stream Stream { get; } = stream;

    /// <summary>A client's TCP connection to this machine, before its handshake.</summary>
    public static async Task<RawEnd> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return new RawEnd(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>A client after its handshake.</summary>
    public static async Task<RawEnd> OpenAsync(int port)
    {
        var end = await ConnectAsync(port);
        await end.UpgradeAsync();
        return end;
    }

    /// <summary>As a client: asks for the upgrade, and reads the 101.</summary>
    public async Task UpgradeAsync()
    {
        await SendAsync(Request);
        Assert.That(await ReadHeadAsync(), Does.StartWith("HTTP/1.1 101 "));
    }

    /// <summary>As a server: reads the request, and answers 101.</summary>
    /// <returns>The request's head.</returns>
    public async Task<string> AcceptUpgradeAsync(string moreLines = "")
    {
        var request = await ReadHeadAsync();
        var key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 wants SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await SendAsync(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{moreLines}\r\n");
        return request;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(RawFrame frame) => SendAsync(frame.ToBytes());

    public async Task SendAsync(byte[] bytes)
    {
        using var cap = new CancellationTokenSource(Pump.Cap);
        await Stream.WriteAsync(bytes, cap.Token);
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        using var cap = new CancellationTokenSource(Pump.Cap);
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, cap.Token);
        return bytes;
    }

    /// <summary>An HTTP head, its blank line included.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) head.Append((char)(await ReadAsync(1))[0]);
        return head.ToString();
    }

    public async Task<RawFrame> ReadFrameAsync()
    {
        var start = await ReadAsync(2);
        long length = start[1] & 0x7F;
        if (length == 126) length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));
        else if (length == 127) length = BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8));
        var isMasked = (start[1] & 0x80) != 0;
        var key = isMasked ? await ReadAsync(4) : [];
        var payload = await ReadAsync(checked((int)length));
        if (isMasked) RawFrame.ApplyMask(payload, key);
        return new RawFrame((Opcode)(start[0] & 0x0F), payload, isMasked, (start[0] & 0x80) != 0);
    }

    /// <summary>Frames up to the first of a kind, which is returned.</summary>
    public async Task<RawFrame> ReadFrameAsync(Opcode opcode)
    {
        while (true)
        {
            var frame = await ReadFrameAsync();
            if (frame.Opcode == opcode) return frame;
        }
    }

    /// <summary>Everything up to the end of the stream.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var cap = new CancellationTokenSource(Pump.Cap);
        using var bytes = new MemoryStream();
        await Stream.CopyToAsync(bytes, cap.Token);
        return bytes.ToArray();
    }

    public void Dispose() => Stream.Dispose();
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Time.Testing;

namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>Clients that do not read: they are cut, and leave nothing at the server, neither a peer nor a request nor a connection.</summary>
internal sealed class StalledClientTests
{
    private int _connections;

    [Test]
    public async Task AClientThatDoesNotReadIsCutAsASlowConsumer()
    {
        await using var host = await StartAsync();
        using var client = await StallAsync(host);
        var session = host.Sessions.Find("one")!;
        await session.InvokeAsync(() =>
        {
            var id = session.Api.Peers.Single();
            while (session.Peer.TrySend(new byte[60_000], id)) session.Peer.Flush();
            session.Peer.Send(new byte[60_000], id);
        });
        await Waiting.Until(() => host.Script.Log.Any(static line => line.StartsWith("one: - True SlowConsumer", StringComparison.Ordinal)), "the end of the peer");
        await UntilNothingIsLeft(host);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task AClientThatDoesNotReadItsCloseIsCut(bool isAtFault)
    {
        await using var host = await StartAsync();
        using var client = await StallAsync(host);
        var session = host.Sessions.Find("one")!;
        // As much as the system's buffers take, and a bit that stays in the server's own.
        await session.InvokeAsync(async () =>
        {
            var id = session.Api.Peers.Single();
            while (session.Peer.GetStatistics(id).QueuedBytes == 0)
            {
                session.Api.SendBytes(new byte[16_000], id);
                session.Peer.Flush();
                await Task.Yield();
            }
            if (!isAtFault) session.Api.DisconnectPeer(id, 4001, "enough");
        });
        // A frame without a mask, which no client may send (RFC 6455 section 5.1).
        if (isAtFault) await client.SendAsync(new byte[] { 0x82, 0x01, 0x00 });
        await UntilNothingIsLeft(host);
    }

    // What the server has taken counts as written, whoever reads it; and it waits for ever until its client has read it.
    [Test]
    public async Task AClientThatDoesNotReadWhatTheServerStillHoldsIsCut()
    {
        const int Packets = 15;
        const int PacketBytes = 4_000;
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(time);
        using var client = await StallAsync(host);
        var session = host.Sessions.Find("one")!;
        await session.InvokeAsync(() =>
        {
            for (var i = 0; i < Packets; i++) session.Api.SendBytes(new byte[PacketBytes]);
        });
        // A frame without a mask, which no client may send (RFC 6455 section 5.1): told in a close behind the packets.
        await client.SendAsync(new byte[] { 0x82, 0x01, 0x00 });
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 0, "the request to end", () => time.Advance(TimeSpan.FromMilliseconds(10)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await ReadToEndAsync(client), Is.LessThan(Packets * PacketBytes));
    }

    private static async Task<int> ReadToEndAsync(Socket socket)
    {
        using var cap = new CancellationTokenSource(Waiting.Cap);
        var buffer = new byte[4096];
        var all = 0;
        try
        {
            while (true)
            {
                var count = await socket.ReceiveAsync(buffer, cap.Token);
                if (count == 0) return all;
                all += count;
            }
        }
        catch (SocketException)
        {
            return all;
        }
    }

    private async Task UntilNothingIsLeft(GameHost host)
    {
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 0, "the request to end");
        await Waiting.Until(() => Volatile.Read(ref _connections) == 0, "the connection to end");
    }

    private Task<GameHost> StartAsync(TimeProvider? time = null)
    {
        _connections = 0;
        return GameHost.StartAsync(new()
        {
            Time = time,
            Game = static game =>
            {
                game.WebSockets.DrainTimeout = TimeSpan.FromMilliseconds(300);
                game.WebSockets.CloseTimeout = TimeSpan.FromMilliseconds(300);
            },
            Listen = listen => listen.Use(next => async connection =>
            {
                // So that the system holds little, and what is written soon stays with the server.
                connection.Features.Get<IConnectionSocketFeature>()!.Socket.SendBufferSize = 4096;
                Interlocked.Increment(ref _connections);
                await next(connection);
                Interlocked.Decrement(ref _connections);
            }),
        });
    }

    private static async Task<Socket> StallAsync(GameHost host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, host.Port));
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /play/one HTTP/1.1\r\nHost: {host.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        await Waiting.Until(() => host.Sessions.PeerCount == 1, "the peer");
        return socket;
    }
}

using System.Net;
using System.Net.Sockets;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

internal sealed class TcpServerTests
{
    [Test]
    public async Task ListensHandsOutConnectionsAndStops()
    {
        using var server = new TcpServer();
        Assert.That((server.IsListening, server.LocalPort, server.IsConnectionAvailable), Is.EqualTo((false, 0, false)));
        Assert.That(server.TakeConnection(), Is.Null);
        server.Listen(0, "127.0.0.1");
        Assert.That(server.IsListening, Is.True);
        Assert.That(server.LocalPort, Is.GreaterThan(0));
        Assert.That(server.TakeConnection(), Is.Null);

        using var first = await RawEnd.ConnectAsync(server.LocalPort);
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        using var taken = server.TakeConnection()!;
        Assert.That(server.IsConnectionAvailable, Is.False);
        await first.SendAsync("hello");
        Assert.That(await new RawEnd(taken).ReadAsync(5), Is.EqualTo("hello"u8.ToArray()));
        await new RawEnd(taken).SendAsync("world");
        Assert.That(await first.ReadAsync(5), Is.EqualTo("world"u8.ToArray()));

        server.Stop();
        Assert.That((server.IsListening, server.LocalPort, server.IsConnectionAvailable), Is.EqualTo((false, 0, false)));
        await first.SendAsync("still");
        Assert.That(await new RawEnd(taken).ReadAsync(5), Is.EqualTo("still"u8.ToArray()));
    }

    [Test]
    public async Task ConnectionsComeInTheirOrder()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        var clients = new List<RawEnd>();
        for (byte i = 0; i < 5; i++)
        {
            clients.Add(await RawEnd.ConnectAsync(server.LocalPort));
            await clients[i].SendAsync([i]);
        }
        for (byte i = 0; i < 5; i++)
        {
            await Pump.Until(() => server.IsConnectionAvailable, "a connection");
            using var taken = server.TakeConnection()!;
            Assert.That(await new RawEnd(taken).ReadAsync(1), Is.EqualTo(new[] { i }));
        }
        foreach (var client in clients) client.Dispose();
    }

    [Test]
    public async Task StopDropsTheConnectionsThatWait()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var client = await RawEnd.ConnectAsync(server.LocalPort);
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        server.Stop();
        Assert.That(await EndsAsync(client), Is.True);
        Assert.That(server.TakeConnection(), Is.Null);
    }

    [Test]
    public async Task ItCanListenAgainOnTheSamePort()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        var port = server.LocalPort;
        using (await RawEnd.ConnectAsync(port)) await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        server.Stop();
        server.Stop();
        server.Listen(port, "127.0.0.1");
        Assert.That(server.LocalPort, Is.EqualTo(port));
        using var client = await RawEnd.ConnectAsync(port);
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
    }

    [Test]
    public async Task OnlySoManyConnectionsWaitAndTheOthersAreNotLost()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        var clients = new List<RawEnd>();
        for (var i = 0; i < TcpServer.MaxWaitingConnections + 20; i++) clients.Add(await RawEnd.ConnectAsync(server.LocalPort));
        var taken = new List<NetworkStream>();
        await Pump.Until(
            () => taken.Count == clients.Count,
            "all connections",
            () =>
            {
                if (server.TakeConnection() is { } stream) taken.Add(stream);
            });
        foreach (var stream in taken) await stream.DisposeAsync();
        foreach (var client in clients) client.Dispose();
    }

    [Test]
    public async Task WaitForConnectionCompletesForAConnectionAndForTheEnd()
    {
        using var server = new TcpServer();
        Assert.That(await server.WaitForConnectionAsync(), Is.False, "It does not listen.");
        server.Listen(0, "127.0.0.1");
        var wait = server.WaitForConnectionAsync().AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        using var client = await RawEnd.ConnectAsync(server.LocalPort);
        Assert.That(await Pump.Soon(wait, "the wait"), Is.True);
        Assert.That(await server.WaitForConnectionAsync(), Is.True);
        server.TakeConnection()!.Dispose();

        using var stop = new CancellationTokenSource();
        wait = server.WaitForConnectionAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThatAsync(() => wait, Throws.InstanceOf<OperationCanceledException>());

        wait = server.WaitForConnectionAsync().AsTask();
        server.Stop();
        Assert.That(await Pump.Soon(wait, "the wait"), Is.False);
        Assert.That(await server.WaitForConnectionAsync(), Is.False);
    }

    [Test]
    public async Task TheStarListensOnBothFamilies()
    {
        using var server = new TcpServer();
        server.Listen(0);
        using var four = await RawEnd.ConnectAsync(server.LocalPort);
        await Pump.Until(() => server.IsConnectionAvailable, "a connection over IPv4");
        server.TakeConnection()!.Dispose();
        if (!Socket.OSSupportsIPv6) Assert.Ignore("This machine has no IPv6.");
        using var six = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await six.ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, server.LocalPort));
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.NetworkUnreachable)
        {
            Assert.Ignore($"This machine has no IPv6: {exception.Message}");
        }
        await Pump.Until(() => server.IsConnectionAvailable, "a connection over IPv6");
        server.TakeConnection()!.Dispose();
    }

    [Test]
    public void BadUseIsToldClearly()
    {
        using var server = new TcpServer();
        using var other = new TcpServer();
        server.Listen(0, "127.0.0.1");
        Assert.Multiple(() =>
        {
            Assert.That(
                () => server.Listen(0), Throws.InvalidOperationException.With.Message.Contains($"listens on port {server.LocalPort} already"));
            Assert.That(
                () => other.Listen(server.LocalPort, "127.0.0.1"),
                Throws.InvalidOperationException.With.Message.EqualTo($"Port {server.LocalPort} is in use already."));
            Assert.That(() => other.Listen(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("65535"));
            Assert.That(() => other.Listen(65536), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("65536"));
            Assert.That(() => other.Listen(0, "localhost"), Throws.ArgumentException.With.Message.Contains("'localhost' is neither an IP address"));
            Assert.That(() => other.Listen(0, ""), Throws.ArgumentException);
            Assert.That(() => other.Listen(0, "192.0.2.1"), Throws.InvalidOperationException.With.Message.Contains("192.0.2.1 is not an address of this machine"));
            Assert.That(() => other.Listen(0, null!), Throws.InstanceOf<ArgumentException>());
        });
        Assert.That(other.IsListening, Is.False);
        other.Listen(0, "127.0.0.1");
    }

    [Test]
    public async Task DisposeStops()
    {
        var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var client = await RawEnd.ConnectAsync(server.LocalPort);
        await Pump.Until(() => server.IsConnectionAvailable, "a connection");
        server.Dispose();
        Assert.That(server.IsListening, Is.False);
        Assert.That(await EndsAsync(client), Is.True);
    }

    // An end, or a reset: both say that nobody is there any more.
    private static async Task<bool> EndsAsync(RawEnd client)
    {
        try
        {
            return (await client.ReadToEndAsync()).Length == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}

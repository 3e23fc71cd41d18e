using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Transport.WebSockets.Streams;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>Several addresses behind one name. Source: RFC 8305.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HappyEyeballsTests
{
    private static readonly IPAddress Six1 = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress Six2 = IPAddress.Parse("2001:db8::2");
    private static readonly IPAddress Six3 = IPAddress.Parse("2001:db8::3");
    private static readonly IPAddress Four1 = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Four2 = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void FamiliesTakeTurns()
    {
        Assert.That(HappyEyeballs.Interleave([]), Is.Empty);
        Assert.That(HappyEyeballs.Interleave([Four1]), Is.EqualTo(new[] { Four1 }));
        Assert.That(HappyEyeballs.Interleave([Six1, Six2, Six3, Four1, Four2]), Is.EqualTo(new[] { Six1, Four1, Six2, Four2, Six3 }));
        Assert.That(HappyEyeballs.Interleave([Four1, Four2, Six1]), Is.EqualTo(new[] { Four1, Six1, Four2 }));
        Assert.That(HappyEyeballs.Interleave([Four2, Four1]), Is.EqualTo(new[] { Four2, Four1 }));
    }

    [Test]
    public async Task TheNextAddressIsTriedAtOnceWhenTheOneBeforeRefuses()
    {
        var network = new Network();
        var connecting = network.ConnectAsync([Six1, Four1], _time);
        Assert.That(network.Tried, Is.EqualTo(new[] { Six1 }));
        network.Refuse(Six1);
        await Pump.Until(() => network.Tried.Count == 2, "the second attempt");
        var socket = network.Accept(Four1);
        Assert.That(await Pump.Soon(connecting, "the connection"), Is.SameAs(socket));
        Assert.That(_time.GetUtcNow() - _time.Start, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task TheNextAddressIsTriedWhenTheOneBeforeIsSilentForAQuarterOfASecond()
    {
        var network = new Network();
        var connecting = network.ConnectAsync([Six1, Four1, Six2], _time);
        await Pump.Rounds(20);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        await Pump.Rounds(20);
        Assert.That(network.Tried, Is.EqualTo(new[] { Six1 }));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Pump.Until(() => network.Tried.Count == 2, "the second attempt");
        Assert.That(network.Tried, Is.EqualTo(new[] { Six1, Four1 }));
        network.Accept(Four1);
        await Pump.Soon(connecting, "the connection");
        Assert.That(network.Tried, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task AnEarlierAddressMayStillWin()
    {
        var network = new Network();
        var connecting = network.ConnectAsync([Six1, Four1], _time);
        await Pump.Rounds(20);
        _time.Advance(HappyEyeballs.AttemptDelay);
        await Pump.Until(() => network.Tried.Count == 2, "the second attempt");
        var socket = network.Accept(Six1);
        Assert.That(await Pump.Soon(connecting, "the connection"), Is.SameAs(socket));
    }

    [Test]
    public async Task TheOthersAreGivenUpOnceOneHasWon()
    {
        var network = new Network();
        var connecting = network.ConnectAsync([Six1, Four1], _time);
        await Pump.Rounds(20);
        _time.Advance(HappyEyeballs.AttemptDelay);
        await Pump.Until(() => network.Tried.Count == 2, "the second attempt");
        network.Accept(Four1);
        await Pump.Soon(connecting, "the connection");
        Assert.That(network.IsGivenUp(Six1), Is.True);
        // It wins the race against being given up: nobody has use for it.
        var late = network.Accept(Six1);
        await Pump.Until(() => late.SafeHandle.IsClosed, "the late socket to be closed");
    }

    [Test]
    public async Task WhenAllRefuseTheFirstRefusalIsTold()
    {
        var network = new Network();
        var connecting = network.ConnectAsync([Six1, Four1], _time);
        network.Refuse(Six1, SocketError.NetworkUnreachable);
        await Pump.Until(() => network.Tried.Count == 2, "the second attempt");
        network.Refuse(Four1);
        var thrown = await Catch<SocketException>(connecting);
        Assert.That(thrown.SocketErrorCode, Is.EqualTo(SocketError.NetworkUnreachable));
    }

    [Test]
    public async Task ACancelledConnectGivesUpAllAttempts()
    {
        using var cancel = new CancellationTokenSource();
        var network = new Network();
        var connecting = network.ConnectAsync([Six1, Four1, Six2], _time, cancel.Token);
        await Pump.Rounds(20);
        _time.Advance(HappyEyeballs.AttemptDelay);
        await Pump.Until(() => network.Tried.Count == 2, "the second attempt");
        await cancel.CancelAsync();
        await Catch<OperationCanceledException>(connecting);
        Assert.That(network.IsGivenUp(Six1) && network.IsGivenUp(Four1), Is.True);
        var late = network.Accept(Six1);
        await Pump.Until(() => late.SafeHandle.IsClosed, "the late socket to be closed");
    }

    [Test]
    public async Task ANameWithoutAddressesIsNotFound()
    {
        var thrown = await Catch<SocketException>(new Network().ConnectAsync([], _time));
        Assert.That(thrown.SocketErrorCode, Is.EqualTo(SocketError.HostNotFound));
    }

    [Test]
    public async Task LocalhostWithAServerOnIPv4OnlyDoesNotWaitForIPv6()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var socket = await Pump.Soon(
            HappyEyeballs.ConnectAsync(
                [IPAddress.IPv6Loopback, IPAddress.Loopback],
                (address, token) => HappyEyeballs.AttemptAsync(address, server.LocalPort, token),
                _time,
                CancellationToken.None),
            "the connection, while time stands still");
        Assert.That(((IPEndPoint)socket.RemoteEndPoint!).Address, Is.EqualTo(IPAddress.Loopback));
        Assert.That(socket.NoDelay, Is.True);
    }

    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    public async Task AHostIsANameOrAnAddress(string host)
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var socket = await Pump.Soon(
            HappyEyeballs.ConnectAsync(host, server.LocalPort, _time, CancellationToken.None), "the connection, while time stands still");
        Assert.That(((IPEndPoint)socket.RemoteEndPoint!).Address, Is.EqualTo(IPAddress.Loopback));
    }

    private static async Task<T> Catch<T>(Task task)
        where T : Exception
    {
        try
        {
            await Pump.Soon(task, "an exception");
        }
        catch (T exception)
        {
            return exception;
        }
        Assert.Fail($"There was no {typeof(T).Name}.");
        return null!;
    }

    /// <summary>Addresses that answer when the test says so.</summary>
    private sealed class Network
    {
        private readonly Dictionary<IPAddress, TaskCompletionSource<Socket>> _attempts = [];
        private readonly Dictionary<IPAddress, CancellationToken> _tokens = [];

        public List<IPAddress> Tried { get; } = [];

        public Task<Socket> ConnectAsync(IPAddress[] addresses, TimeProvider time, CancellationToken cancellationToken = default) =>
            HappyEyeballs.ConnectAsync(
                addresses,
                (address, token) =>
                {
                    lock (_attempts)
                    {
                        Tried.Add(address);
                        _tokens[address] = token;
                        return (_attempts[address] = new TaskCompletionSource<Socket>()).Task;
                    }
                },
                time,
                cancellationToken);

        public void Refuse(IPAddress address, SocketError error = SocketError.ConnectionRefused) =>
            _attempts[address].SetException(new SocketException((int)error));

        public Socket Accept(IPAddress address)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _attempts[address].SetResult(socket);
            return socket;
        }

        public bool IsGivenUp(IPAddress address) => _tokens[address].IsCancellationRequested;
    }
}

using System.Net;
using System.Net.Sockets;

namespace Transport.LiteNet.Tests;

/// <summary>A caller's mistakes throw at the call, say what is wrong, and change nothing.</summary>
internal sealed class LiteNetMultiplayerPeerBadUseTests
{
    private LiteNetMultiplayerPeer _peer = null!;

    private static readonly (string Name, Action<LiteNetMultiplayerPeerOptions> Set)[] BadOptions =
    [
        (nameof(LiteNetMultiplayerPeerOptions.MaxPacketBytes), options => options.MaxPacketBytes = 0),
        (nameof(LiteNetMultiplayerPeerOptions.InboundQueueBytes), options => options.InboundQueueBytes = 0),
        (nameof(LiteNetMultiplayerPeerOptions.InboundQueuePackets), options => options.InboundQueuePackets = -1),
        (nameof(LiteNetMultiplayerPeerOptions.OutboundQueueBytes), options => options.OutboundQueueBytes = 0),
        (nameof(LiteNetMultiplayerPeerOptions.OutboundQueuePackets), options => options.OutboundQueuePackets = 0),
        (nameof(LiteNetMultiplayerPeerOptions.ChannelsCount), options => options.ChannelsCount = 0),
        (nameof(LiteNetMultiplayerPeerOptions.ChannelsCount), options => options.ChannelsCount = LiteNetMultiplayerPeerOptions.MaxChannelsCount + 1),
        (nameof(LiteNetMultiplayerPeerOptions.MaxClients), options => options.MaxClients = 0),
        (nameof(LiteNetMultiplayerPeerOptions.MaxPendingHandshakes), options => options.MaxPendingHandshakes = 0),
        (nameof(LiteNetMultiplayerPeerOptions.MaxPendingHandshakesPerAddress), options => options.MaxPendingHandshakesPerAddress = 0),
        (nameof(LiteNetMultiplayerPeerOptions.HandshakeTimeout), options => options.HandshakeTimeout = TimeSpan.Zero),
        (nameof(LiteNetMultiplayerPeerOptions.CloseTimeout), options => options.CloseTimeout = TimeSpan.FromTicks(1)),
        (nameof(LiteNetMultiplayerPeerOptions.DrainTimeout), options => options.DrainTimeout = TimeSpan.FromDays(30)),
        (nameof(LiteNetMultiplayerPeerOptions.PingInterval), options => options.PingInterval = TimeSpan.Zero),
        (nameof(LiteNetMultiplayerPeerOptions.SilenceLimit), options => options.SilenceLimit = options.PingInterval),
    ];

    [SetUp]
    public void Create() => _peer = new LiteNetMultiplayerPeer();

    [TearDown]
    public void Dispose() => _peer.Dispose();

    [Test]
    public void ABadPortIsToldClearly()
    {
        foreach (var port in new[] { -1, 65_536 })
        {
            AssertMistake<ArgumentOutOfRangeException>(() => _peer.CreateServer(port), "port");
            AssertMistake<ArgumentOutOfRangeException>(() => _peer.CreateClient("localhost", port), "port");
            AssertMistake<ArgumentOutOfRangeException>(() => _peer.CreateClient("localhost", 5000, port), "port");
        }
        AssertMistake<ArgumentOutOfRangeException>(() => _peer.CreateClient("localhost", 0), "port");
    }

    [Test]
    public void ABadAddressOrHostIsToldClearly()
    {
        AssertMistake<ArgumentException>(() => _peer.CreateServer(0, "localhost"), "'localhost' is neither an IP address");
        AssertMistake<ArgumentException>(() => _peer.CreateClient(" ", 5000), "host");
        AssertMistake<ArgumentException>(() => _peer.CreateClient(null!, 5000), "host");
        AssertMistake<InvalidOperationException>(() => _peer.CreateServer(0, "192.0.2.1"), "192.0.2.1 is not an address of this machine");
    }

    [TestCase("*")]
    [TestCase("127.0.0.1")]
    public void AUsedPortIsToldClearly(string bindAddress)
    {
        using var other = new LiteNetMultiplayerPeer();
        other.CreateServer(0, bindAddress);
        AssertMistake<InvalidOperationException>(() => _peer.CreateServer(other.LocalPort, bindAddress), $"Port {other.LocalPort} is in use");
        AssertMistake<InvalidOperationException>(() => _peer.CreateClient("127.0.0.1", 5000, other.LocalPort), $"Port {other.LocalPort} is in use");
        _peer.CreateServer(0);
    }

    [Test]
    public void APortThatOnlyIPv6HasUsedIsToldClearly()
    {
        if (!Socket.OSSupportsIPv6) Assert.Ignore("This machine has no IPv6.");
        using var other = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        other.DualMode = false;
        other.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        var port = ((IPEndPoint)other.LocalEndPoint!).Port;
        AssertMistake<InvalidOperationException>(() => _peer.CreateServer(port, "::1"), $"Port {port} is in use");
    }

    [TestCaseSource(nameof(BadOptions))]
    public void ABadOptionIsToldClearly((string Name, Action<LiteNetMultiplayerPeerOptions> Set) option)
    {
        option.Set(_peer.Options);
        AssertMistake<ArgumentOutOfRangeException>(() => _peer.CreateServer(0), option.Name);
        AssertMistake<ArgumentOutOfRangeException>(() => _peer.CreateClient("localhost", 5000), option.Name);
    }

    [Test]
    public void SecurityOfTheOtherEndIsToldClearly()
    {
        var key = new byte[LiteNetConnectToken.ServerKeyBytes];
        _peer.Options.Security = LiteNetSecurity.ServerKey(key);
        AssertMistake<ArgumentException>(() => _peer.CreateClient("localhost", 5000), "a client needs a token");
        _peer.Options.Security = LiteNetSecurity.Token(LiteNetConnectToken.Issue(key, DateTimeOffset.MaxValue));
        AssertMistake<ArgumentException>(() => _peer.CreateServer(0), "a server needs the key");
    }

    [Test]
    public void DefaultsAreThoseOfTheGuide()
    {
        var options = new LiteNetMultiplayerPeerOptions();
        Assert.That(
            (options.MaxPacketBytes, options.InboundQueueBytes, options.InboundQueuePackets, options.OutboundQueueBytes, options.OutboundQueuePackets),
            Is.EqualTo((65_535, 65_535, 4096, 1_048_576, 16_384)));
        Assert.That(
            (options.HandshakeTimeout, options.CloseTimeout, options.DrainTimeout, options.PingInterval, options.SilenceLimit),
            Is.EqualTo((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30))));
    }

    private void AssertMistake<TException>(Action mistake, string text)
        where TException : Exception
    {
        Assert.That(() => mistake(), Throws.InstanceOf<TException>().With.Message.Contains(text));
        Assert.That((_peer.Status, _peer.LocalPort), Is.EqualTo((ConnectionStatus.Disconnected, 0)));
    }
}

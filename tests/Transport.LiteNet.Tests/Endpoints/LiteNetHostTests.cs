using System.Net.Sockets;
using Transport.ContractTests;
using Transport.LiteNet.Endpoints;
using Transport.LiteNet.Tests.Fixtures;

namespace Transport.LiteNet.Tests.Endpoints;

/// <summary>LiteNetLib's sockets in this library's hands.</summary>
[NonParallelizable]
internal sealed class LiteNetHostTests : LiteNetFixture
{
    [Test]
    public void IPv6SocketOfThisLiteNetLibIsInReach() => Assert.That(LiteNetHost.CanReachIPv6Socket, Is.True);

    [Test]
    public async Task WithoutTheIPv6SocketThereIsIPv4AndAWarning()
    {
        var canReach = LiteNetHost.CanReachIPv6Socket;
        LiteNetHost.CanReachIPv6Socket = false;
        try
        {
            var log = new EventLogger();
            using var server = new LiteNetMultiplayerPeer(logger: log);
            server.CreateServer(0);
            Assert.That(log.Has(1203), Is.True);
            var client = StartClient(server.LocalPort, host: "localhost");
            await Until(
                () =>
                {
                    server.Poll();
                    return client.IsConnected;
                },
                "a client over IPv4");
            using var other = new LiteNetMultiplayerPeer();
            Assert.That(() => other.CreateServer(0, "::1"), Throws.InvalidOperationException.With.Message.Contains("no IPv6"));
        }
        finally
        {
            LiteNetHost.CanReachIPv6Socket = canReach;
        }
    }

    [TestCase("127.0.0.1")]
    [TestCase("*")]
    public async Task ServerWhoseSocketIsTakenAwayFails(string bindAddress)
    {
        var server = StartServer(bindAddress: bindAddress);
        var client = await Join(server);
        var id = client.Id;
        TakeSocketsAway(server);
        var info = await UntilFailed(server);
        Assert.That((info.Reason, info.Origin), Is.EqualTo((DisconnectReason.CarrierFailed, DisconnectOrigin.Local)));
        Assert.That(server.Gone(id)!.Value.Reason, Is.EqualTo(DisconnectReason.CarrierFailed));
        Assert.That(server.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        await server.Peer.CloseAsync();
        Of(server).CreateServer(0, bindAddress);
        await AssertLinkWorks(server, await Join(server));
    }

    [Test]
    public async Task ClientWhoseSocketIsTakenAwayLosesItsSession()
    {
        var server = StartServer();
        var client = await Join(server);
        TakeSocketsAway(client);
        Assert.That((await UntilGone(client, 1)).Reason, Is.EqualTo(DisconnectReason.CarrierFailed));
        Of(client).CreateClient("127.0.0.1", Of(server).LocalPort);
        await UntilJoined(server, client);
    }

    private static void TakeSocketsAway(RecordedPeer peer)
    {
        const System.Reflection.BindingFlags hidden = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic;
        var host = typeof(Endpoint).GetField("_host", hidden)!.GetValue(Of(peer).Endpoint)!;
        foreach (var name in new[] { "_socketV4", "_socketV6" }) (typeof(LiteNetHost).GetField(name, hidden)!.GetValue(host) as Socket)?.Dispose();
    }
}

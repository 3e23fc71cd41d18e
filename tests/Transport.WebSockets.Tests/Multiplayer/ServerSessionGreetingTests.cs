using System.Buffers.Binary;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Multiplayer;

/// <summary>The bytes with which a server greets. Source: Godot 4, <c>WebSocketMultiplayerPeer</c>.</summary>
internal sealed class ServerSessionGreetingTests
{
    [Test]
    public async Task ServerGreetsWithTheIdAndNeverTheSameTwice()
    {
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer());
        server.Peer.CreateServer(0, "127.0.0.1");
        var ids = new HashSet<int>();
        for (var i = 0; i < 400; i++)
        {
            using var client = await RawEnd.OpenAsync(server.Peer.LocalPort);
            var greeting = await client.ReadAsync(6);
            var id = BinaryPrimitives.ReadInt32LittleEndian(greeting.AsSpan(2));
            Assert.That(greeting[..2], Is.EqualTo(new byte[] { 0x82, 0x04 }));
            Assert.That(id, Is.GreaterThanOrEqualTo(2));
            Assert.That(ids.Add(id), Is.True, $"The id {id} came twice.");
            if (i % 20 == 0) server.Poll();
        }
        await Pump.Until(() => server.Left.Count == 400, "everybody to come and go", server.Poll);
        Assert.That(server.Joined, Is.EquivalentTo(ids));
    }

    [Test]
    public async Task ServerSaysNothingElseByItself()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        await client.UpgradeAsync();
        await client.ReadAsync(6);
        await session.Rounds();
        Assert.That(link.Client.Waiting, Is.Zero);
    }

    [Test]
    public async Task TheGreetingIsBehindTheAnswerInOneWrite()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        await client.UpgradeAsync();
        await client.ReadAsync(6);
        Assert.That(link.Server.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task AHostsUpgradedStreamBeginsWithTheGreeting()
    {
        using var session = new MemorySession();
        using var client = new RawEnd(session.Link(isUpgraded: true).Client);
        Assert.That((await client.ReadAsync(6))[..2], Is.EqualTo(new byte[] { 0x82, 0x04 }));
        await client.SendAsync(RawFrame.Binary("hello"u8.ToArray()));
        await session.Until(() => session.Server.Packets.Count == 1, "the packet");
    }

    [Test]
    public async Task FramesOfAServerAreNotMasked()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync();
        session.Server.Send("one", id);
        session.Server.Send("all");
        session.Server.Poll();
        Assert.That(await client.ReadAsync(5), Is.EqualTo(new byte[] { 0x82, 3, (byte)'o', (byte)'n', (byte)'e' }));
        Assert.That(await client.ReadAsync(5), Is.EqualTo(new byte[] { 0x82, 3, (byte)'a', (byte)'l', (byte)'l' }));
        session.Server.Peer.DisconnectPeer(id, 4000, "x");
        Assert.That(await client.ReadAsync(5), Is.EqualTo(new byte[] { 0x88, 3, 0x0F, 0xA0, (byte)'x' }));
    }

    [Test]
    public async Task ServerFailsOnUnmaskedFrame()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync();
        await client.SendAsync(RawFrame.Binary([1], masked: false));
        await session.Until(() => session.Server.Left.Count > 0, "the end");
        Assert.That(session.Server.Left[0].Id, Is.EqualTo(id));
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ProtocolError));
        Assert.That(session.Server.Left[0].Info.Origin, Is.EqualTo(DisconnectOrigin.Local));
        Assert.That((await client.ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.ProtocolError));
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
    }
}

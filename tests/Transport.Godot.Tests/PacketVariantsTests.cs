using System.Buffers;
using System.Net.Sockets;
using Transport.Godot.Tests.Fixtures;
using Transport.WebSockets;

namespace Transport.Godot.Tests;

/// <summary>Variants as packets: over a session, and over one WebSocket.</summary>
[CancelAfter(30_000)]
public sealed class PacketVariantsTests
{
    private LoopbackMultiplayerPeer _server = null!;
    private LoopbackMultiplayerPeer _client = null!;

    [SetUp]
    public void Connect()
    {
        _server = new LoopbackMultiplayerPeer();
        _client = new LoopbackMultiplayerPeer();
        _server.CreateServer();
        _client.CreateClient(_server);
        while (_client.Status != ConnectionStatus.Connected)
        {
            _server.Poll();
            _client.Poll();
        }
    }

    [TearDown]
    public void Disconnect()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Test]
    public void PutVarSendsOnePacketInTheStandardForm()
    {
        Assert.That(_client.PutVar("a variant"), Is.True);
        _server.Poll();
        Assert.That(Hex.Of(_server.GetPacket()), Is.EqualTo("04 00 00 00 09 00 00 00 61 20 76 61 72 69 61 6e 74 00 00 00"));
    }

    [Test]
    public void GetVarTakesAPacket()
    {
        _client.PutVar(new VariantArray { 1, "two", 3.5 });
        _client.PutVar(default);
        _server.Poll();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((VariantArray)_server.GetVar(), Is.EqualTo(new VariantArray { 1, "two", 3.5 }));
            Assert.That(_server.AvailablePacketCount, Is.EqualTo(1));
            Assert.That(_server.GetVar().IsNil, Is.True);
        }
    }

    [Test]
    public void TargetModeAndChannelAreThoseThatWereSet()
    {
        _server.TargetPeer = _client.UniqueId;
        _server.TransferMode = TransferMode.Unreliable;
        _server.TransferChannel = 3;
        _server.PutVar(1);
        _client.Poll();
        Assert.That(_client.TryReceive(out var packet), Is.True);
        Assert.That((packet.Mode, packet.Channel, (int)packet.ReadVariant()), Is.EqualTo((TransferMode.Unreliable, 3, 1)));
    }

    [Test]
    public void SendVarSaysAllAtOnce()
    {
        _server.SendVar(1, _client.UniqueId, TransferMode.UnreliableOrdered, 2);
        Assert.That(_server.TrySendVar(2, 0), Is.True);
        _client.Poll();
        Assert.That(_client.TryReceive(out var packet), Is.True);
        Assert.That((packet.Mode, packet.Channel, (int)packet.ReadVariant()), Is.EqualTo((TransferMode.UnreliableOrdered, 2, 1)));
        Assert.That((int)_client.GetVar(), Is.EqualTo(2));
    }

    [Test]
    public void BytesThatAreNoVariantAreToldAndTaken()
    {
        _client.PutPacket([0xff, 0, 0, 0]);
        _client.PutPacket([]);
        _client.PutPacket([0x04, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        _client.PutVar(7);
        _server.Poll();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_server.TryGetVar(out var value, out var fault), Is.False);
            Assert.That((value.IsNil, fault.Error), Is.EqualTo((true, VariantError.UnknownType)));
            Assert.That(_server.TryReceive(out var packet), Is.True);
            Assert.That(packet.TryReadVariant(out _, out fault), Is.False);
            Assert.That(fault.Error, Is.EqualTo(VariantError.Truncated));
            Assert.That(() => _server.GetVar(), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("The bytes end inside the String that begins at byte 0."));
            Assert.That((int)_server.GetVar(), Is.EqualTo(7));
        }
    }

    [Test]
    public void APacketThatIsNoVariantThrowsWhenItIsReadWithoutTry()
    {
        _client.PutPacket([1]);
        _server.Poll();
        _server.TryReceive(out var packet);
        Assert.That(() => packet.ReadVariant(), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void AnEmptyQueueThrows()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => _server.GetVar(), Throws.InvalidOperationException.With.Message.Contains("AvailablePacketCount is 0"));
            Assert.That(() => _server.TryGetVar(out _, out _), Throws.InvalidOperationException);
        }
    }

    [Test]
    public void ACallersMistakeThrowsAndNothingIsSent()
    {
        var options = new VariantOptions { MaxEncodedBytes = 1024 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => _client.PutVar(new byte[1017], options), Throws.ArgumentException.With.Message.Contains("MaxEncodedBytes"));
            Assert.That(() => _client.PutVar(new ObjectData("Node")), Throws.ArgumentException.With.Message.Contains("AllowObjects"));
            Assert.That(() => _client.PutVar(new byte[65_535]), Throws.ArgumentException.With.Message.Contains("65535"));
            Assert.That(() => _client.SendVar("\0", 1), Throws.ArgumentException);
            Assert.That(() => ((IPacketPeer)null!).PutVar(1), Throws.ArgumentNullException);
            Assert.That(() => ((IPacketPeer)null!).GetVar(), Throws.ArgumentNullException);
            Assert.That(() => ((MultiplayerPeer)null!).SendVar(1, 1), Throws.ArgumentNullException);
            Assert.That(() => ((MultiplayerPeer)null!).TrySendVar(1, 1), Throws.ArgumentNullException);
        }
        _server.Poll();
        Assert.That(_server.AvailablePacketCount, Is.Zero);
    }

    [Test]
    public void ObjectsAreSentAndReadWhenBothEndsAllowThem()
    {
        var options = new VariantOptions { AllowObjects = true };
        var data = new ObjectData("Node2D") { { "name", "a" } };
        _client.PutVar(data, options);
        _client.PutVar(data, options);
        _server.Poll();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_server.TryGetVar(out _, out var fault), Is.False);
            Assert.That(fault.Error, Is.EqualTo(VariantError.ObjectsNotAllowed));
            Assert.That((ObjectData)_server.GetVar(options), Is.EqualTo(data));
        }
    }

    [Test]
    public void WhatComesBehindTheVariantIsNotLookedAt()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new VariantWriter(buffer);
        writer.Write(1);
        writer.Write(2);
        _client.PutPacket(buffer.WrittenSpan);
        _server.Poll();
        Assert.That((int)_server.GetVar(), Is.EqualTo(1));
    }

    [Test]
    public async Task VariantsTravelOverOneWebSocket()
    {
        var stop = TestContext.CurrentContext.CancellationToken;
        using var listener = new TcpServer();
        listener.Listen(0, "127.0.0.1");
        await using var client = new WebSocketPeer();
        client.ConnectToUrl($"ws://127.0.0.1:{listener.LocalPort}");
        await listener.WaitForConnectionAsync(stop);
        await using var server = new WebSocketPeer();
        server.AcceptStream(listener.TakeConnection() ?? throw new SocketException());
        await Until(client, () => client.ReadyState == WebSocketState.Open, stop);
        await Until(server, () => server.ReadyState == WebSocketState.Open, stop);

        Assert.That(client.PutVar(new VariantDictionary { ["hp"] = 100 }), Is.True);
        client.Flush();
        await Until(server, () => server.AvailablePacketCount > 0, stop);
        Assert.That(server.GetVar(), Is.EqualTo((Variant)new VariantDictionary { ["hp"] = 100 }));
        Assert.That(server.WasStringPacket, Is.False);

        client.Send([0xff]);
        client.Flush();
        await Until(server, () => server.AvailablePacketCount > 0, stop);
        Assert.That(server.TryGetVar(out _, out var fault), Is.False);
        Assert.That(fault.Error, Is.EqualTo(VariantError.Truncated));
    }

    [Test]
    public async Task AFullWebSocketSaysNo()
    {
        var stop = TestContext.CurrentContext.CancellationToken;
        using var listener = new TcpServer();
        listener.Listen(0, "127.0.0.1");
        await using var client = new WebSocketPeer(new WebSocketOptions { OutboundQueuePackets = 1 });
        client.ConnectToUrl($"ws://127.0.0.1:{listener.LocalPort}");
        await listener.WaitForConnectionAsync(stop);
        await using var server = new WebSocketPeer();
        server.AcceptStream(listener.TakeConnection() ?? throw new SocketException());
        await Until(client, () => client.ReadyState == WebSocketState.Open, stop);
        var sent = 0;
        while (client.PutVar(sent)) sent++;
        Assert.That(client.ReadyState, Is.EqualTo(WebSocketState.Open));
        client.Flush();
        for (var i = 0; i < sent; i++)
        {
            await Until(server, () => server.AvailablePacketCount > 0, stop);
            Assert.That((int)server.GetVar(), Is.EqualTo(i));
        }
    }

    private static async Task Until(WebSocketPeer peer, Func<bool> isThere, CancellationToken stop)
    {
        while (true)
        {
            peer.Poll();
            if (isThere()) return;
            await peer.WaitForActivityAsync(stop);
        }
    }
}

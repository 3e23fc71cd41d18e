using Transport.Godot;
using Transport.Godot.Tests.Fixtures;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;
using Hex = Transport.Multiplayer.Tests.Fixtures.Hex;

namespace Transport.Multiplayer.Tests;

/// <summary>This library as a client: what it sends is what a Godot engine was recorded to send, and it takes what a Godot server sends.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GodotClientTests : IDisposable
{
    // The other client of the recording, and the one that its packets came from.
    private const int Other = 21_045_611;
    private const int Recorder = 1_349_478_642;

    private const string Simplify = "01 \"a28b759b4a1018c1b4b80caec1e5ecac\" 00 01 00 00 00 \"Main\" 00";

    private static IEnumerable<TestCaseData> Arguments =>
        RecordedVectors.All.Where(static vector => vector.IsCompressed).Select(static vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    private readonly RawPeer _server;
    private readonly LoopbackMultiplayerPeer _peer;
    private readonly MultiplayerApi _client;
    private readonly GodotNode _node = new();
    private readonly List<string> _events = [];
    private readonly List<CallFailure> _failures = [];

    public GodotClientTests()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        _server = new RawPeer(time);
        _peer = new LoopbackMultiplayerPeer(timeProvider: time);
        _client = new MultiplayerApi(_peer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot }, time);
        _client.PeerConnected += id => _events.Add($"PeerConnected {id}");
        _client.PeerDisconnected += (id, _) => _events.Add($"PeerDisconnected {id}");
        _client.ConnectedToServer += () => _events.Add("ConnectedToServer");
        _client.PeerPacket += (id, bytes) => _events.Add($"PeerPacket {id} {Bytes.Text(bytes.Span)}");
        _client.ReplicationPacket += (id, bytes) => _events.Add($"ReplicationPacket {id} {Bytes.Text(bytes.Span)}");
        _client.CallFailed += _failures.Add;
        _client.Register("/root/Main", _node);
        _server.Peer.CreateServer();
        _peer.CreateClient(_server.Peer);
        _server.Peer.Poll();
        _client.Poll();
    }

    public void Dispose()
    {
        _client.Dispose();
        _peer.Dispose();
        _server.Dispose();
    }

    [Test]
    public void PeersAreAnnounced()
    {
        ServerSends("07 01 6B 21 41 01");
        ServerSends("07 02 6B 21 41 01");
        Assert.That(_events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1", $"PeerConnected {Other}", $"PeerDisconnected {Other}"]));
        Assert.That(_client.Peers, Is.EqualTo([1]));
    }

    [Test]
    public void BytesGoAsRecorded()
    {
        Announce(Other);
        _client.SendBytes([1, 2, 3, 4, 5], 1);
        _client.SendBytes([0xAA, 0xBB], 0);
        _client.SendBytes([0xCC, 0xDD], -1);
        _client.SendBytes([0xA1], Other);
        _client.SendBytes([0xA3], -Other);
        _client.SendBytes("hi"u8, 1, TransferMode.Unreliable, channel: 3);
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Of("03 01 02 03 04 05"),
            Hex.Of("07 03 00 00 00 00 03 AA BB"),
            Hex.Of("07 03 FF FF FF FF 03 CC DD"),
            Hex.Of("07 03 6B 21 41 01 03 A1"),
            Hex.Of("07 03 95 DE BE FE 03 A3"),
            Hex.Of("03 68 69"),
        ]));
    }

    [Test]
    public void BytesOfAnotherClientComeFromIt()
    {
        Announce(Recorder);
        ServerSends("07 03 F2 68 6F 50 03 A1");
        ServerSends("03 01 02");
        Assert.That(_events.TakeLast(2), Is.EqualTo([$"PeerPacket {Recorder} A1", "PeerPacket 1 0102"]));
    }

    [Test]
    public void FirstCallTellsThePathAndCarriesIt()
    {
        _node.Call(1, GodotNode.Args, WriteArgs);
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Of(Simplify),
            Hex.Of("""
                20 39 00 00 80 00 03 02 07 04 00 00 00 04 00 00 00 "text" 1C 00 00 00 03 00 00 00 02 00 00 00 01 00 00 00
                04 00 00 00 03 00 00 00 "two" 00 03 00 00 00 00 00 60 40 "Main" 00
                """),
        ]));
        _node.Call(1, GodotNode.Args, WriteArgs);
        Assert.That(ServerTakes(), Has.Count.EqualTo(1).And.All.Length.EqualTo(2 * 62), "The path is told once, and carried until it is confirmed.");
    }

    [Test]
    public void ConfirmedPathIsAByte()
    {
        Confirm();
        _node.Call(1, GodotNode.Args, WriteArgs);
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Of("""
                00 01 00 03 02 07 04 00 00 00 04 00 00 00 "text" 1C 00 00 00 03 00 00 00 02 00 00 00 01 00 00 00
                04 00 00 00 03 00 00 00 "two" 00 03 00 00 00 00 00 60 40
                """),
        ]));
    }

    [Test]
    public void CallsWithoutArgumentsAndWithBytesGoAsRecorded()
    {
        Confirm();
        _node.Call(1, GodotNode.None);
        _node.CallWithBytes(1, [1, 2, 255]);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Of("80 01 04"), Hex.Of("80 01 01 01 02 FF")]));
    }

    [TestCaseSource(nameof(Arguments))]
    public void ArgumentGoesAsRecorded(VariantVector vector)
    {
        Confirm();
        _node.Call(1, GodotNode.Var, writer => GodotArguments.Write(writer, vector.Value));
        Assert.That(ServerTakes(), Is.EqualTo(["00010601" + Bytes.Text(vector.WrittenBytes)]));
    }

    [TestCaseSource(nameof(Arguments))]
    public void ArgumentIsTakenAsRecorded(VariantVector vector)
    {
        ServerSends(Simplify);
        var read = default(Variant);
        _node.Read = reader => (read = GodotArguments.ReadVariant(reader)).ToString();
        _server.Peer.Send([0, 1, 6, 1, .. vector.Bytes], _client.UniqueId);
        _server.Peer.Poll();
        _client.Poll();
        Assert.That(_failures, Is.Empty);
        Assert.That(_node.Calls, Has.Count.EqualTo(1));
        Assert.That(read, Is.EqualTo(vector.Value));
    }

    [Test]
    public void ArgumentsOfPlainTypesGoAsRecorded()
    {
        Confirm();
        Action<ArgumentWriter>[] writes =
        [
            static writer => writer.WriteNil(), static writer => writer.WriteBoolean(true), static writer => writer.WriteBoolean(false),
            static writer => writer.WriteInt32(-1), static writer => writer.WriteInt32(300), static writer => writer.WriteInt32(-70_000),
            static writer => writer.WriteInt64(5_000_000_000), static writer => writer.WriteDouble(1.5), static writer => writer.WriteDouble(0.1),
            static writer => writer.WriteString(""), static writer => writer.WriteString("grün €"), static writer => writer.WriteVector2(new(1, -2)),
            static writer => writer.WriteVector3(new(1, 2, 3)), static writer => writer.WriteInt32s([1, -1]), static writer => writer.WriteStrings(["a", "bc"]),
        ];
        foreach (var write in writes) _node.Call(1, GodotNode.Var, write);
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Of("00 01 06 01 00 00 00 00"),
            Hex.Of("00 01 06 01 81"),
            Hex.Of("00 01 06 01 01"),
            Hex.Of("00 01 06 01 02 FF"),
            Hex.Of("00 01 06 01 42 2C 01"),
            Hex.Of("00 01 06 01 82 90 EE FE FF"),
            Hex.Of("00 01 06 01 C2 00 F2 05 2A 01 00 00 00"),
            Hex.Of("00 01 06 01 03 00 00 00 00 00 C0 3F"),
            Hex.Of("00 01 06 01 03 00 01 00 9A 99 99 99 99 99 B9 3F"),
            Hex.Of("00 01 06 01 04 00 00 00 00 00 00 00"),
            Hex.Of("00 01 06 01 04 00 00 00 09 00 00 00 67 72 C3 BC 6E 20 E2 82 AC 00 00 00"),
            Hex.Of("00 01 06 01 05 00 00 00 00 00 80 3F 00 00 00 C0"),
            Hex.Of("00 01 06 01 09 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40"),
            Hex.Of("00 01 06 01 1E 00 00 00 02 00 00 00 01 00 00 00 FF FF FF FF"),
            Hex.Of("00 01 06 01 22 00 00 00 02 00 00 00 02 00 00 00 61 00 00 00 03 00 00 00 62 63 00 00"),
        ]));
    }

    [Test]
    public void CallsToAnotherClientTravelInsideRelay()
    {
        Announce(Other);
        _node.Call(Other, GodotNode.None);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Relay(Other, Simplify), Hex.Relay(Other, "A0 06 00 00 80 04 \"Main\" 00")]));
        ServerSends("07 03 6B 21 41 01 02 01 01 00 00 00");
        _node.Call(Other, GodotNode.None);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Relay(Other, "80 01 04")]));
    }

    [Test]
    public void CallToAllIsOnePacketForEachPeer()
    {
        Announce(Other);
        Confirm();
        _node.Call(0, GodotNode.None);
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Relay(Other, Simplify),
            Hex.Of("A0 01 00 00 00 04"),
            Hex.Relay(Other, "A0 06 00 00 80 04 \"Main\" 00"),
        ]), "Those that have confirmed get the id in four bytes as long as one has not.");
        ServerSends("07 03 6B 21 41 01 02 01 01 00 00 00");
        _node.Call(0, GodotNode.None);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Of("80 01 04"), Hex.Relay(Other, "80 01 04")]));
        _node.Call(-1, GodotNode.None);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Relay(Other, "80 01 04")]));
        _node.Call(-Other, GodotNode.None);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Of("80 01 04")]));
    }

    [Test]
    public void CallsOfTheServerAreTaken()
    {
        _node.Read = static reader => $"{reader.ReadInt32()} {reader.ReadString()}";
        ServerSends("""20 13 00 00 80 00 03 02 07 04 00 00 00 02 00 00 00 "ab" 00""");
        Assert.That(_failures, Has.Count.EqualTo(1), "It ends before its path.");
        _node.Read = static _ => "";
        ServerSends(Simplify);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Of("02 01 01 00 00 00")]));
        ServerSends("80 01 04");
        ServerSends("80 01 02");
        ServerSends("80 01 01 01 02 FF");
        ServerSends("A0 06 00 00 80 04 \"Main\" 00");
        Assert.That(_node.Calls, Is.EqualTo(["4() from 1", "2() from 1", "1(0102FF) from 1", "4() from 1"]));
    }

    [Test]
    public void CallsOfAnotherClientAreTakenFromRelay()
    {
        Announce(Recorder);
        ServerSends("07 03 F2 68 6F 50 " + Simplify);
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Relay(Recorder, "02 01 01 00 00 00")]));
        ServerSends("07 03 F2 68 6F 50 80 01 04");
        ServerSends("07 03 F2 68 6F 50 80 01 02");
        Assert.That(_node.Calls, Is.EqualTo([$"4() from {Recorder}"]));
        Assert.That(_failures.Single().Reason, Is.EqualTo(CallFailureReason.Refused), "It has no authority.");
    }

    [Test]
    public void OtherMethodsAreAnsweredWithAWrongChecksum()
    {
        ServerSends("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 05 00 00 00 \"Main\" 00");
        Assert.That(ServerTakes(), Is.EqualTo([Hex.Of("02 00 05 00 00 00")]), "It counts as confirmed.");
        ServerSends("80 05 04");
        Assert.That(_node.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public void UnknownObjectIsNotConfirmed()
    {
        ServerSends("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 05 00 00 00 \"Other\" 00");
        Assert.That(ServerTakes(), Is.Empty, "Godot knows no word for it.");
        Assert.That(_failures.Single().Reason, Is.EqualTo(CallFailureReason.UnknownObject));
    }

    [TestCase("04 FF 02 00 00 00 01 00 00 00 00 00 00 00 07 00 00 00 \"Thing1\" 00 02 00 00 00 02 01", TestName = "spawn")]
    [TestCase("05 01 00 00 00", TestName = "despawn")]
    [TestCase("06 0A 00 01 00 00 80 02 00 00 00 02 FF", TestName = "sync")]
    [TestCase("16 01 00 00 80 01 00 00 00 00 00 00 00 10 00 00 00 04 00 00 00 05 00 00 00 \"first\" 00 00 00", TestName = "delta")]
    public void ReplicationSurfacesAsItCame(string recorded)
    {
        Announce(Recorder);
        ServerSends(recorded);
        ServerSends("07 03 F2 68 6F 50 " + recorded);
        Assert.That(_events.TakeLast(2), Is.EqualTo([$"ReplicationPacket 1 {Hex.Of(recorded)}", $"ReplicationPacket {Recorder} {Hex.Of(recorded)}"]));
        Assert.That(_failures, Is.Empty);
    }

    [Test]
    public void LudusCallsGoAsComputed()
    {
        var game = new LudusNode();
        _client.RootPath = "/root/Main";
        _client.Register("/root/Main/Panel/VBoxContainer/Game", game);
        game.Call(LudusNode.SetPlayerName, static writer => writer.WriteString("Bob"));
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Of("01 \"599eb6c9feef319c68c1b0a901241908\" 00 01 00 00 00 \"Panel/VBoxContainer/Game\" 00"),
            Hex.Of("20 13 00 00 80 04 01 04 00 00 00 03 00 00 00 42 6F 62 00 \"Panel/VBoxContainer/Game\" 00"),
        ]));
        ServerSends("02 01 01 00 00 00");
        game.Call(LudusNode.SetPlayerName, static writer => writer.WriteString("Bob"));
        game.Call(LudusNode.RequestAction, static writer => writer.WriteString("roll"));
        game.Call(LudusNode.SetTurn, static writer => writer.WriteInt32(2));
        game.Call(LudusNode.SetTurn, static writer => writer.WriteInt32(-1));
        game.Call(LudusNode.AddPlayer, static writer =>
        {
            writer.WriteInt32(1_234_567_890);
            writer.WriteString("Ann");
        });
        Assert.That(ServerTakes(), Is.EqualTo(
        [
            Hex.Of("00 01 04 01 04 00 00 00 03 00 00 00 42 6F 62 00"),
            Hex.Of("00 01 03 01 04 00 00 00 04 00 00 00 72 6F 6C 6C"),
            Hex.Of("00 01 05 01 02 02"),
            Hex.Of("00 01 05 01 02 FF"),
            Hex.Of("00 01 01 02 82 D2 02 96 49 04 00 00 00 03 00 00 00 41 6E 6E 00"),
        ]));
    }

    private static void WriteArgs(ArgumentWriter writer)
    {
        writer.WriteInt32(7);
        writer.WriteString("text");
        writer.BeginArray(3);
        writer.WriteInt32(1);
        writer.WriteString("two");
        writer.WriteDouble(3.5);
        writer.EndArray();
    }

    private void Announce(int id) => ServerSends("07 01 " + string.Join(' ', Hex.Id(id).Chunk(2).Select(digits => new string(digits))));

    // Has the server know the node by its id 1.
    private void Confirm()
    {
        _node.Call(1, GodotNode.None);
        ServerTakes();
        ServerSends("02 01 01 00 00 00");
    }

    private void ServerSends(string recorded)
    {
        _server.Send(recorded, _client.UniqueId);
        _server.Peer.Poll();
        _client.Poll();
    }

    private List<string> ServerTakes()
    {
        _client.Poll();
        return _server.Take();
    }
}

using Transport.Godot;
using Transport.Godot.Tests.Fixtures;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;
using Hex = Transport.Multiplayer.Tests.Fixtures.Hex;

namespace Transport.Multiplayer.Tests;

/// <summary>
/// This library as a server of Godot clients. What two of them have sent to a Godot server is played back, and what they get is what that
/// server has sent, byte for byte; only the ids are those of this session.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GodotServerTests : IDisposable
{
    private const string Simplify = "01 \"a28b759b4a1018c1b4b80caec1e5ecac\" 00 01 00 00 00 \"Main\" 00";
    private const string Args = """
        00 03 02 07 04 00 00 00 04 00 00 00 "text" 1C 00 00 00 03 00 00 00 02 00 00 00 01 00 00 00
        04 00 00 00 03 00 00 00 "two" 00 03 00 00 00 00 00 60 40
        """;

    private static IEnumerable<TestCaseData> Arguments =>
        RecordedVectors.All.Where(static vector => vector.IsCompressed).Select(static vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    private readonly RawSession _session;
    private readonly GodotNode _node = new();

    public GodotServerTests()
    {
        _session = new RawSession(clients: 0, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot }, server =>
        {
            server.Api.Register("/root/Main", _node);
            server.Api.AuthCallback = (peer, data) =>
            {
                if (!data.Span.SequenceEqual("secret"u8)) return;
                server.Api.SendAuth(peer, "welcome"u8);
                server.Api.CompleteAuth(peer);
            };
        }, hasBoard: false);
        _node.Read = static reader => reader.Count == 0 ? "" : $"{reader.ReadInt32()} {reader.ReadString()} {GodotArguments.ReadVariant(reader)}";
    }

    private RawPeer A => _session.A;

    private RawPeer B => _session.B;

    private TestEnd Server => _session.Server;

    public void Dispose() => _session.Dispose();

    [Test]
    public void ConversationIsAnsweredAsByGodot()
    {
        Authenticate();
        Authenticate();
        Gets(A, Hex.AddPeer(B.Id));
        Gets(B, Hex.AddPeer(A.Id));
        Assert.That(Server.Api.Peers, Is.EqualTo([A.Id, B.Id]));

        // A calls the server: by path, then by id.
        Send(A, Simplify);
        Send(A, $"20 39 00 00 80 {Args} \"Main\" 00");
        Gets(A, Hex.Of("02 01 01 00 00 00"));
        Send(A, $"00 01 {Args}");
        Send(A, "80 01 04");
        Send(A, "80 01 01 01 02 FF");
        Gets(A);
        Assert.That(TakeCalls(), Is.EqualTo(
        [
            $"0(7 text [1, \"two\", 3.5]) from {A.Id}", $"0(7 text [1, \"two\", 3.5]) from {A.Id}", $"4() from {A.Id}", $"1(0102FF) from {A.Id}",
        ]));

        // The server calls A, then both, of whom one knows the path.
        _node.Call(A.Id, GodotNode.None);
        Gets(A, Hex.Of(Simplify), Hex.Of("A0 06 00 00 80 04 \"Main\" 00"));
        Send(A, "02 01 01 00 00 00");
        _node.Call(A.Id, GodotNode.None);
        Gets(A, Hex.Of("80 01 04"));
        _node.Call(0, GodotNode.None);
        Gets(A, Hex.Of("A0 01 00 00 00 04"));
        Gets(B, Hex.Of(Simplify), Hex.Of("A0 06 00 00 80 04 \"Main\" 00"));

        // A calls B, through the server.
        Relayed(A, B, Simplify);
        Relayed(A, B, "20 25 00 00 80 00 03 02 01 \"Main\" 00");
        Relayed(B, A, "02 01 01 00 00 00");
        Relayed(A, B, "00 01 00 03 02 01");
        Assert.That(TakeCalls(), Is.Empty, "None of it is for the server.");

        // Bytes: to the server, to all, to all but the server, to one, to all but one.
        Server.Events.Clear();
        Send(A, "03 01 02 03 04 05");
        Send(A, "07 03 00 00 00 00 03 AA BB");
        Send(A, "07 03 FF FF FF FF 03 CC DD");
        Send(A, Spaced(Hex.Relay(B.Id, "03 A1")));
        Send(A, Spaced(Hex.Relay(-B.Id, "03 A3")));
        Gets(B, Hex.Relay(A.Id, "03 AA BB"), Hex.Relay(A.Id, "03 CC DD"), Hex.Relay(A.Id, "03 A1"));
        Gets(A);
        Assert.That(Server.Events, Is.EqualTo([$"PeerPacket {A.Id} 0102030405", $"PeerPacket {A.Id} AABB", $"PeerPacket {A.Id} A3"]));

        // A leaves.
        A.Peer.Close();
        Server.Api.Poll();
        Gets(B, "0702" + Hex.Id(A.Id));
        Assert.That(Server.Api.Peers, Is.EqualTo([B.Id]));
        Send(B, Spaced(Hex.Relay(A.Id, "03 A1")));
        Gets(B);
        Assert.That(Server.Failures, Is.Empty);
        Assert.That(Server.Mismatches, Is.Empty);
    }

    [TestCaseSource(nameof(Arguments))]
    public void RecordedArgumentIsTakenAndSentBack(VariantVector vector)
    {
        Authenticate();
        Send(A, Simplify);
        Gets(A, Hex.Of("02 01 01 00 00 00"));
        var read = default(Variant);
        _node.Read = reader => (read = GodotArguments.ReadVariant(reader)).ToString();
        Send(A, "00 01 06 01 " + vector.Hex);
        Assert.That(Server.Failures, Is.Empty);
        Assert.That(read, Is.EqualTo(vector.Value));
        _node.Call(A.Id, GodotNode.None);
        Gets(A, Hex.Of(Simplify), Hex.Of("A0 06 00 00 80 04 \"Main\" 00"));
        Send(A, "02 01 01 00 00 00");
        _node.Call(A.Id, GodotNode.Var, writer => GodotArguments.Write(writer, read));
        Gets(A, "00010601" + Bytes.Text(vector.WrittenBytes));
    }

    [Test]
    public void WrongWordsAreNotAnswered()
    {
        using var client = _session.Join();
        Send(client, "07 00 \"password\"");
        Gets(client);
        Send(client, Simplify);
        Gets(client);
        Assert.That(Server.Api.Peers, Is.Empty);
    }

    [Test]
    public void MethodsOfAnotherScriptAreAnsweredWithAWrongChecksum()
    {
        Authenticate();
        Send(A, "01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 01 00 00 00 \"Main\" 00");
        Gets(A, Hex.Of("02 00 01 00 00 00"));
        Assert.That(Server.Mismatches.Single().Peer, Is.EqualTo(A.Id));
        Send(A, "80 01 04");
        Assert.That(_node.Calls, Has.Count.EqualTo(1), "It counts as confirmed.");
    }

    [TestCase("04 FF 02 00 00 00 01 00 00 00 00 00 00 00 07 00 00 00 \"Thing1\" 00 02 00 00 00 02 01", TestName = "A spawn is relayed and told")]
    [TestCase("05 01 00 00 00", TestName = "A despawn is relayed and told")]
    [TestCase("06 0A 00 01 00 00 80 02 00 00 00 02 FF", TestName = "A sync is relayed and told")]
    [TestCase("16 01 00 00 80 01 00 00 00 00 00 00 00 10 00 00 00 04 00 00 00 05 00 00 00 \"first\" 00 00 00", TestName = "A delta is relayed and told")]
    [TestCase("04", TestName = "A spawn of one byte is relayed and told")]
    [TestCase("06 FF FF FF FF FF FF FF FF FF", TestName = "A sync that makes no sense is relayed and told")]
    public void Replication(string recorded)
    {
        Authenticate();
        Authenticate();
        Authenticate();
        foreach (var client in (RawPeer[])[A, B, _session.C]) client.Settle();
        Server.Events.Clear();
        Send(A, recorded);
        Send(A, Spaced(Hex.Relay(B.Id, recorded)));
        Gets(A);
        Gets(B, Hex.Relay(A.Id, recorded));
        Gets(_session.C);
        Assert.That(Server.Events, Is.EqualTo([$"ReplicationPacket {A.Id} {Hex.Of(recorded)}"]), "The other one is for B alone.");
        Send(A, Spaced(Hex.Relay(0, recorded)));
        Gets(B, Hex.Relay(A.Id, recorded));
        Gets(_session.C, Hex.Relay(A.Id, recorded));
        Assert.That(Server.Events, Has.Count.EqualTo(2).And.All.EqualTo($"ReplicationPacket {A.Id} {Hex.Of(recorded)}"));
        Assert.That(Server.Failures, Is.Empty, "It never hurts.");
    }

    [Test]
    public void PathsOfNodesThatTheServerDoesNotHaveAreRelayed()
    {
        Authenticate();
        Authenticate();
        A.Settle();
        B.Settle();
        const string spawner = "01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 02 00 00 00 \"Main/Spawner\" 00";
        Relayed(A, B, spawner);
        Relayed(B, A, "02 01 02 00 00 00");
        Assert.That(Server.Failures, Is.Empty);
        Send(A, spawner);
        Gets(A);
        Assert.That(Server.Failures.Single().Reason, Is.EqualTo(CallFailureReason.UnknownObject), "As Godot: an error, and no confirmation.");
        Assert.That(Server.Api.Peers, Is.EqualTo([A.Id, B.Id]));
    }

    [Test]
    public void ClientWithManySpawnersStays()
    {
        Authenticate();
        A.Settle();
        for (var id = 2; id < 3000; id++) Send(A, $"01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 {Spaced(Hex.Id(id))} \"Spawner{id}\" 00");
        for (var i = 0; i < 3000; i++) Send(A, "06 0A 00 02 00 00 80 02 00 00 00 02 FF");
        Gets(A);
        Assert.That(Server.Api.Peers, Is.EqualTo([A.Id]));
        Assert.That(Server.Failures.Select(static failure => failure.Reason).Distinct(), Is.EqualTo([CallFailureReason.UnknownObject]));
    }

    private void Authenticate()
    {
        var client = _session.Join();
        Gets(client);
        Send(client, "07 00 73 65 63 72 65 74");
        Gets(client, Hex.Of("07 00 77 65 6c 63 6f 6d 65"), Hex.Of("07 00"));
        Send(client, "07 00");
    }

    private void Relayed(RawPeer from, RawPeer to, string inner)
    {
        Send(from, Spaced(Hex.Relay(to.Id, inner)));
        Gets(to, Hex.Relay(from.Id, inner));
        Gets(from);
    }

    private void Send(RawPeer client, string recorded)
    {
        client.Send(recorded);
        Server.Api.Poll();
    }

    private void Gets(RawPeer client, params string[] expected)
    {
        Server.Api.Poll();
        Assert.That(client.Take(), Is.EqualTo(expected));
    }

    private List<string> TakeCalls()
    {
        var calls = _node.Calls.ToList();
        _node.Calls.Clear();
        return calls;
    }

    private static string Spaced(string hex) => string.Join(' ', hex.Chunk(2).Select(static digits => new string(digits)));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Transport.Multiplayer.Arguments;

namespace Docs.Tests;

/// <summary>The bytes in docs/wire-format-session.md are those that a client sends and takes.</summary>
public sealed partial class SessionVectorTests
{
    private static readonly string[] Lines =
        [.. Repository.Document("docs/wire-format-session.md").CodeBlocks.SelectMany(block => block.Code.Split('\n'))];

    private readonly List<string> _events = [];
    private readonly Caller _caller = new();
    private LoopbackMultiplayerPeer _server = null!;
    private LoopbackMultiplayerPeer _peer = null!;
    private MultiplayerApi _client = null!;

    [SetUp]
    public void Connect()
    {
        _events.Clear();
        _server = new LoopbackMultiplayerPeer();
        _peer = new LoopbackMultiplayerPeer();
        _client = new MultiplayerApi(_peer);
        _client.PeerConnected += id => _events.Add($"connected {id}");
        _client.PeerDisconnected += (id, _) => _events.Add($"disconnected {id}");
        _client.PeerPacket += (id, bytes) => _events.Add($"\"{Encoding.UTF8.GetString(bytes.Span)}\" from {id}");
        _server.CreateServer();
    }

    [TearDown]
    public void Disconnect()
    {
        _client.Dispose();
        _peer.Dispose();
        _server.Dispose();
    }

    [Test]
    public void AnnouncementsAndRelayedPacketsAreTaken()
    {
        Join();
        Receive("07 01 05 00 00 00");
        Receive(Vector("ADD_PEER 7"));
        Receive(Vector("server to peer 7: RAW \"hi\" from peer 5"));
        Receive(Vector("DEL_PEER 7"));
        Assert.That(_events, Is.EqualTo(["connected 1", "connected 5", "connected 7", "\"hi\" from 5", "disconnected 7"]));
    }

    [Test]
    public void RelayedPacketsAreSent()
    {
        Join();
        Receive(Vector("ADD_PEER 7"));
        _client.SendBytes("hi"u8, 7);
        _client.SendBytes([0xAA]);
        _client.SendBytes([0xAA], -1);
        Assert.That(Sent(), Is.EqualTo(
        [
            Vector("client to server: RAW \"hi\" for peer 7"), Vector("client to server: RAW for all"), Vector("client to server: RAW for all but the server"),
        ]));
    }

    [Test]
    public void AuthenticationIsSent()
    {
        _client.AuthCallback = static (_, _) => { };
        Join();
        _client.SendAuth(1, "secret"u8);
        _client.CompleteAuth(1);
        Assert.That(Sent(), Is.EqualTo([Vector("AUTH with data: \"secret\""), Vector("AUTH without data: this end is done")]));
        Receive(Vector("AUTH without data: this end is done"));
        Assert.That(_client.Peers, Is.EqualTo([1]));
    }

    [Test]
    public void PathsAreConfirmed()
    {
        var path = Lines.Single(line => line.StartsWith("01 61 32", StringComparison.Ordinal));
        var mismatches = 0;
        _client.MethodsDiffer += _ => mismatches++;
        _client.Register("Main", _caller);
        Join();
        Receive(path);
        Assert.That(Sent().Last(), Is.EqualTo(Vector("CONFIRM_PATH: it is not, id 1")));
        Assert.That(mismatches, Is.EqualTo(1));
        Assert.That(Bytes(path)[1..33], Is.EqualTo(Encoding.ASCII.GetBytes(ChecksumOf("rpc_args"))));
    }

    [Test]
    public void ChecksumsAreThoseOfTheNames()
    {
        var names = Lines.Where(line => Names().IsMatch(line)).ToArray();
        Assert.That(names, Has.Length.EqualTo(2));
        foreach (var line in names)
        {
#pragma warning disable CA5351 // It is the protocol's.
            var checksum = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(line))).ToLowerInvariant();
#pragma warning restore CA5351
            Assert.That(Lines[Array.IndexOf(Lines, line) + 1], Is.EqualTo(checksum));
        }
    }

    [Test]
    public async Task CallsAndAnswersTravelAsGiven()
    {
        _client.Register("Main", _caller);
        Join();
        // The path is told first, and confirmed.
        var answers = Enumerable.Range(0, 7).Select(_ => _caller.Submit()).ToArray();
        Sent();
        Receive(Vector("CONFIRM_PATH: the checksum is right, id 1"));
        var late = _caller.Submit();
        Assert.That(Sent().Last()[6..], Is.EqualTo("00 01 03 02 08 93 03 01 C0"[6..]));
        Assert.That(Vector("method 3 with the number 7 and the record [3, 1, nil]"), Is.EqualTo("00 01 03 02 07 93 03 01 C0"));
        // Answers by path, since the client was told of no id here: the bytes behind the method are those given.
        Receive(ByPath(Vector("_answer(7, 0, [true, 5])")));
        Assert.That(await answers[6], Is.EqualTo(5));
        Receive(ByPath(Vector("_answer(7, 3, \"x\"): it threw").Replace("03 07 03", "03 08 03", StringComparison.Ordinal)));
        Assert.That(async () => await late, Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.Code)).EqualTo(RpcErrorCode.Threw));
    }

    [Test]
    public void GodotsArgumentsTravelAsGiven()
    {
        _client.Dispose();
        _client = new MultiplayerApi(_peer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        var node = new Node();
        _client.Register("Main", node);
        Join();
        node.Call();
        Sent();
        Receive(Vector("CONFIRM_PATH: the checksum is right, id 1"));
        node.Call();
        Assert.That(Lines, Does.Contain(Sent().Single()));
    }

    // "07 01 ..   what it is": the bytes of the line with this description.
    private static string Vector(string description)
    {
        var line = Lines.Single(line => line.EndsWith("  " + description, StringComparison.Ordinal));
        return line[..^description.Length].Trim();
    }

    private static byte[] Bytes(string line) => [.. line.Split(' ').Select(octet => byte.Parse(octet, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static string ChecksumOf(string firstName) => Lines[Array.FindIndex(Lines, line => line.StartsWith(firstName, StringComparison.Ordinal)) + 1];

    private static string ByPath(string call)
    {
        var arguments = Bytes(call)[3..];
        byte[] packet = [0x20, (byte)(6 + arguments.Length), 0, 0, 0x80, 0, .. arguments, .. "Main"u8, 0];
        return Write(packet);
    }

    private static string Write(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(octet => new string(octet)));

    private void Join()
    {
        _peer.CreateClient(_server);
        _server.Poll();
        _client.Poll();
    }

    private void Receive(string line)
    {
        _server.Send(Bytes(line), _client.UniqueId);
        _server.Poll();
        _client.Poll();
    }

    private List<string> Sent()
    {
        var sent = new List<string>();
        _client.Poll();
        _server.Poll();
        while (_server.TryReceive(out var packet)) sent.Add(Write(packet.Payload.Span));
        return sent;
    }

    [GeneratedRegex("^[a-z_]+(rpc_|set_)[a-z_]+$")]
    private static partial Regex Names();

    /// <summary>One method, with arguments of three types.</summary>
    private sealed class Node : IRpcObject
    {
        private static readonly RpcMethodTable Table = new(nameof(Node), RpcEncoding.Godot, new RpcMethod("args", "", 3));

        RpcMethodTable IRpcObject.RpcMethods => Table;

        RpcBinding? IRpcObject.RpcBinding { get; set; }

        public void Call()
        {
            var call = RpcCall.Begin(this, 1, 0);
            call.Arguments.WriteInt32(7);
            call.Arguments.WriteString("text");
            GodotArguments.Write(call.Arguments, new VariantArray { 1, default });
            call.Send();
        }

        void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
        {
        }
    }

    /// <summary>Three methods before one that is answered: its id is 3, and 0 is that of _answer.</summary>
    private sealed class Caller : IRpcObject
    {
        private static readonly RpcMethodTable Table = new(
            nameof(Caller),
            RpcEncoding.MessagePack,
            new RpcMethod("submit", "", 1) { Mode = RpcMode.AnyPeer, IsAnswered = true },
            new RpcMethod("a", "", 0),
            new RpcMethod("b", "", 0));

        RpcMethodTable IRpcObject.RpcMethods => Table;

        RpcBinding? IRpcObject.RpcBinding { get; set; }

        public Task<int> Submit()
        {
            var call = RpcCall.Begin(this, 1, 0);
            call.Arguments.BeginArray(3);
            call.Arguments.WriteInt32(3);
            call.Arguments.WriteInt32(1);
            call.Arguments.WriteNil();
            call.Arguments.EndArray();
            return call.SendForAnswer(Read, default, default);
        }

        void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
        {
        }

        private static int Read(ArgumentReader reader)
        {
            reader.BeginArray();
            reader.ReadBoolean();
            var value = reader.ReadInt32();
            reader.EndArray();
            return value;
        }
    }
}

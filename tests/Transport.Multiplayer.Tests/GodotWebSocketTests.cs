using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;
using Transport.WebSockets;

namespace Transport.Multiplayer.Tests;

/// <summary>The same conversation as in <see cref="GodotServerTests"/>, over real WebSockets: from the id to the end of the connection.</summary>
[TestFixture]
public sealed class GodotWebSocketTests
{
    private const string Simplify = "01 \"a28b759b4a1018c1b4b80caec1e5ecac\" 00 01 00 00 00 \"Main\" 00";

    [Test]
    public async Task ClientsJoinAuthenticateCallRelayAndLeave()
    {
        using var stop = new CancellationTokenSource();
        await using var peer = new WebSocketMultiplayerPeer();
        using var api = new MultiplayerApi(peer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        var ends = new List<DisconnectInfo>();
        var failures = new List<CallFailure>();
        var node = new GodotNode { Read = static reader => reader.Count == 0 ? "" : $"{reader.ReadInt32()} {reader.ReadString()} {GodotArguments.ReadVariant(reader)}" };
        api.PeerDisconnected += (_, info) => ends.Add(info);
        api.CallFailed += failures.Add;
        api.AuthCallback = (id, data) =>
        {
            if (!data.Span.SequenceEqual("secret"u8)) return;
            api.SendAuth(id, "welcome"u8);
            api.CompleteAuth(id);
        };
        api.Register("/root/Main", node);
        peer.CreateServer(0);
        var running = Task.Run(() => api.RunAsync(stop.Token));
        using var a = new GodotSocket();
        using var b = new GodotSocket();
        try
        {
            foreach (var client in (GodotSocket[])[a, b])
            {
                await client.Connect(peer.LocalPort);
                Assert.That(client.Id, Is.GreaterThanOrEqualTo(2));
                client.Send("07 00 \"secret\"");
                await client.Receive(2);
                client.Send("07 00");
                if (client == a)
                {
                    // It is in the session when the server has taken that: the answer to a path tells.
                    a.Send(Simplify);
                    await a.Receive(3);
                }
            }
            a.Send("""
                20 39 00 00 80 00 03 02 07 04 00 00 00 04 00 00 00 "text" 1C 00 00 00 03 00 00 00 02 00 00 00 01 00 00 00
                04 00 00 00 03 00 00 00 "two" 00 03 00 00 00 00 00 60 40 "Main" 00
                """);
            a.Send("80 01 04");
            await a.Receive(4);
            await b.Receive(3);
            Assert.That(a.Received, Is.EqualTo([Hex.Of("07 00 \"welcome\""), "0700", Hex.Of("02 01 01 00 00 00"), Hex.AddPeer(b.Id)]));
            Assert.That(b.Received, Is.EqualTo([Hex.Of("07 00 \"welcome\""), "0700", Hex.AddPeer(a.Id)]));

            const string call = "20 25 00 00 80 00 03 02 01 04 00 00 00 00 00 00 00 1C 00 00 00 00 00 00 00 \"Main\" 00";
            a.Send(Spaced(Hex.Relay(b.Id, Simplify)));
            a.Send(Spaced(Hex.Relay(b.Id, call)));
            await b.Receive(5);
            b.Send(Spaced(Hex.Relay(a.Id, "02 01 01 00 00 00")));
            await a.Receive(5);
            Assert.That(b.Received.Skip(3), Is.EqualTo([Hex.Relay(a.Id, Simplify), Hex.Relay(a.Id, call)]));
            Assert.That(a.Received.Last(), Is.EqualTo(Hex.Relay(b.Id, "02 01 01 00 00 00")));

            a.Close(3001, "destroyed");
            await b.Receive(6);
            Assert.That(b.Received.Skip(5), Is.EqualTo(["0702" + Hex.Id(a.Id)]));
            await a.Closed();
            Assert.That(a.Received, Has.Count.EqualTo(5), "Nothing else has come.");
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
        Assert.That(node.Calls, Is.EqualTo([$"0(7 text [1, \"two\", 3.5]) from {a.Id}", $"4() from {a.Id}"]));
        Assert.That(failures, Is.Empty);
        Assert.That(ends.Select(static info => (info.Code, info.Text)).First(), Is.EqualTo((3001, "destroyed")));
    }

    private static string Spaced(string hex) => string.Join(' ', hex.Chunk(2).Select(static digits => new string(digits)));
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Transport;
using Transport.Multiplayer;
using Transport.Multiplayer.Arguments;

namespace Ludus.Tests;

/// <summary>Godot's original demo, byte by byte, at the other end: as a client of our server, and as the server of our client.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OriginalTests : IDisposable
{
    private const string Node = "\"Panel/VBoxContainer/Game\" 00";
    private const string Simplify = "01 \"599eb6c9feef319c68c1b0a901241908\" 00 01 00 00 00 " + Node;
    private const string Confirm = "02 01 01 00 00 00";

    private readonly LoopbackMultiplayerPeer _original = new();
    private readonly LoopbackMultiplayerPeer _ours = new();
    private readonly MultiplayerApi _api;
    private readonly Game _game;
    private readonly List<string> _log = [];
    private readonly List<string> _failures = [];

    public OriginalTests()
    {
        _api = new MultiplayerApi(_ours, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        _game = new Game(_api, "Bob", new Random(7));
        _api.Register(Game.Path, _game);
        _api.CallFailed += failure => _failures.Add(failure.ToString());
        _api.MethodsDiffer += mismatch => _failures.Add(mismatch.ToString());
        _game.Logged += _log.Add;
    }

    private string Id => Hex(_original.UniqueId);

    public void Dispose()
    {
        _api.Dispose();
        _ours.Dispose();
        _original.Dispose();
    }

    [Test]
    public void OriginalJoinsOurServerAndPlays()
    {
        _ours.CreateServer();
        _game.Open("Host");
        _original.CreateClient(_ours);
        _original.Poll();
        Assert.That(Taken(), Is.EqualTo(
        [
            Of(Simplify),
            Of($"20 15 00 00 80 01 02 02 01 04 00 00 00 04 00 00 00 \"Host\" {Node}"),
            Of($"20 14 00 00 80 01 02 82 {Id} 04 00 00 00 00 00 00 00 {Node}"),
            Of($"20 09 00 00 80 05 01 02 00 {Node}"),
        ]), "All players, then the new one, then whose turn it is.");

        Send(Confirm);
        Send(Simplify);
        Send($"20 13 00 00 80 04 01 04 00 00 00 03 00 00 00 42 6F 62 00 {Node}");
        Assert.That(Taken(), Is.EqualTo([Of(Confirm), Of($"00 01 06 02 82 {Id} 04 00 00 00 03 00 00 00 42 6F 62 00")]));
        Assert.That(_game.Roster.Players.Select(static player => player.Name), Is.EqualTo(["Host", "Bob"]));

        Send("00 01 03 01 04 00 00 00 04 00 00 00 72 6F 6C 6C");
        Assert.That(Taken(), Is.EqualTo([Log($"Someone is trying to cheat! {_original.UniqueId}")]));
        _game.Act(Game.Roll);
        Assert.That(Taken(), Is.EqualTo([Log(_log[^1]), Of("00 01 05 01 02 01")]));
        Assert.That(_log[^1], Does.Match("^Host: rolls [0-9]{1,2}$"));

        Send("00 01 03 01 04 00 00 00 05 00 00 00 \"cheat\" 00 00 00");
        Assert.That(Taken(), Is.EqualTo([Log("Invalid action: cheat")]));
        Send("00 01 03 01 04 00 00 00 04 00 00 00 72 6F 6C 6C");
        Assert.That(Taken(), Is.EqualTo([Log(_log[^1]), Of("00 01 05 01 02 00")]));
        Assert.That(_log[^1], Does.Match("^Bob: rolls [0-9]{1,2}$"));

        _original.Close();
        _api.Poll();
        Assert.That(_game.Roster.Players.Select(static player => player.Name), Is.EqualTo(["Host"]));
        Assert.That(_game.IsMyTurn, Is.True);
        Assert.That(_failures, Is.Empty);
    }

    [Test]
    public void OurClientJoinsTheOriginalAndPlays()
    {
        _original.CreateServer();
        _ours.CreateClient(_original);
        _original.Poll();
        _api.Poll();
        Assert.That(Taken(), Is.EqualTo([Of(Simplify), Of($"20 13 00 00 80 04 01 04 00 00 00 03 00 00 00 42 6F 62 00 {Node}")]));

        SendToOurs(Simplify);
        Assert.That(Taken(), Is.EqualTo([Of(Confirm)]));
        SendToOurs(Confirm);
        SendToOurs("00 01 01 02 82 D2 02 96 49 04 00 00 00 03 00 00 00 41 6E 6E 00");
        SendToOurs($"00 01 01 01 82 {Hex(_ours.UniqueId)}");
        SendToOurs($"00 01 06 02 82 {Hex(_ours.UniqueId)} 04 00 00 00 03 00 00 00 42 6F 62 00");
        Assert.That(_game.Roster.Players.Select(static player => player.Name), Is.EqualTo(["Ann", "Bob"]), "The name may be left out.");
        SendToOurs("00 01 05 01 02 00");
        Assert.That(_game.IsMyTurn, Is.False);
        SendToOurs("00 01 05 01 02 01");
        Assert.That(_game.IsMyTurn, Is.True);
        _game.Act(Game.Roll);
        Assert.That(Taken(), Is.EqualTo([Of("00 01 03 01 04 00 00 00 04 00 00 00 72 6F 6C 6C")]));
        SendToOurs("00 01 00 01 04 00 00 00 0D 00 00 00 \"Bob: rolls 42\" 00 00 00");
        SendToOurs("00 01 05 01 02 FF");
        SendToOurs("00 01 02 01 82 D2 02 96 49");
        Assert.That(_log, Is.EqualTo(["Bob: rolls 42"]));
        Assert.That(_game.Roster.Players.Select(static player => player.Name), Is.EqualTo(["Bob"]));
        Assert.That(_game.IsMyTurn, Is.True);
        Assert.That(_failures, Is.Empty);
    }

    [Test]
    public void ClientMayNotSayWhoseTurnItIs()
    {
        _ours.CreateServer();
        _game.Open("Host");
        _original.CreateClient(_ours);
        _original.Poll();
        Taken();
        Send(Simplify);
        Send("00 01 05 01 02 01");
        Assert.That(_game.Roster.Turn, Is.Zero);
        Assert.That(_failures, Has.Count.EqualTo(1).And.All.Contain("Refused"));
    }

    private static string Of(string recorded) => Convert.ToHexString(Bytes(recorded));

    private static string Log(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return Of($"00 01 00 01 04 00 00 00 {Hex(bytes.Length)} \"{line}\" {string.Concat(Enumerable.Repeat("00 ", -bytes.Length & 3))}");
    }

    private static string Hex(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return string.Join(' ', bytes.Select(static octet => octet.ToString("X2", CultureInfo.InvariantCulture)));
    }

    // Hexadecimal digits, and text in quotes.
    private static byte[] Bytes(string recorded) =>
    [
        .. recorded.Split('"').SelectMany(static (piece, i) => i % 2 == 1
            ? Encoding.UTF8.GetBytes(piece)
            : piece.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static octet => byte.Parse(octet, NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
    ];

    private void Send(string recorded)
    {
        _original.Send(Bytes(recorded), 1);
        _api.Poll();
    }

    private void SendToOurs(string recorded)
    {
        _original.Send(Bytes(recorded), _ours.UniqueId);
        _original.Poll();
        _api.Poll();
    }

    private List<string> Taken()
    {
        var taken = new List<string>();
        _api.Poll();
        _original.Poll();
        while (_original.TryReceive(out var packet)) taken.Add(Convert.ToHexString(packet.Payload.Span));
        return taken;
    }
}

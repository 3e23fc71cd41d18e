using System.Numerics;
using Transport.Godot;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests;

/// <summary>Clients of this library and of Godot in one session, on one server: all of them call each other.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GodotSessionTests : IDisposable
{
    private readonly GodotSession _session = new(clients: 1);
    private readonly RawPeer _godot;

    public GodotSessionTests()
    {
        _godot = new RawPeer(_session.Time);
        _godot.Peer.CreateClient(_session.ServerPeer);
        _godot.Peer.Poll();
        _session.Settle();
        Assert.That(_godot.Take(), Is.EqualTo([Hex.AddPeer(Net)]));
    }

    private int Net => _session.IdOf(0);

    public void Dispose()
    {
        _godot.Dispose();
        _session.Dispose();
    }

    [Test]
    public void GodotClientCallsEverybody()
    {
        var path = $"01 {Arena.ChecksumText} 00 01 00 00 00 \"Arena\" 00";
        Send(path);
        SendTo(Net, path);
        Assert.That(_godot.Take(), Is.EqualTo([Hex.Of("02 01 01 00 00 00"), Hex.Relay(Net, "02 01 01 00 00 00")]));
        const string say = "00 01 07 01 04 00 00 00 02 00 00 00 \"hi\" 00 00";
        Send(say);
        SendTo(Net, say);
        Assert.That(_session.Server.Calls, Is.EqualTo([$"say hi from {_godot.Id}"]));
        Assert.That(_session[0].Calls, Is.EqualTo([$"say hi from {_godot.Id}"]));
        Assert.That(_session.Failures, Is.Empty);
    }

    [Test]
    public void EverybodyCallsTheGodotClient()
    {
        _session.Server.Say(_godot.Id, "one");
        _session[0].Say(_godot.Id, "two");
        _session.Settle();
        var path = $"01 {Arena.ChecksumText} 00 01 00 00 00 \"Arena\" 00";
        Assert.That(_godot.Take(), Is.EqualTo(
        [
            Hex.Of(path),
            Hex.Of("20 13 00 00 80 07 01 04 00 00 00 03 00 00 00 \"one\" 00 \"Arena\" 00"),
            Hex.Relay(Net, path),
            Hex.Relay(Net, "20 13 00 00 80 07 01 04 00 00 00 03 00 00 00 \"two\" 00 \"Arena\" 00"),
        ]));
        Send("02 01 01 00 00 00");
        SendTo(Net, "02 01 01 00 00 00");
        _session.Server.Aim(_godot.Id, new(1, 2, 3), Quaternion.Identity, 0.1, 1.5f, isFired: true);
        _session[0].Add(_godot.Id, 7, 300, 255);
        _session.Settle();
        Assert.That(_godot.Take(), Is.EqualTo(
        [
            Hex.Of("""
                00 01 01 05 09 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40 0F 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 80 3F
                03 00 01 00 9A 99 99 99 99 99 B9 3F 03 00 00 00 00 00 C0 3F 81
                """),
            Hex.Relay(Net, "00 01 00 03 02 07 42 2C 01 42 FF 00"),
        ]));
    }

    [Test]
    public void ClientsOfThisLibraryCallEachOtherBeside()
    {
        var said = new VariantDictionary { ["name"] = "Ann", ["at"] = new Vector2(1, 2) };
        _session[0].Call(1, Arena.RoomId, writer =>
        {
            GodotArguments.Write(writer, said);
            GodotArguments.Write(writer, new VariantArray { 1, "two" });
        });
        _session[0].Call(1, Arena.NumbersId, static writer =>
        {
            writer.WriteInt32s([1, 2]);
            writer.WriteStrings(["a"]);
            writer.BeginArray(1);
            writer.WriteSingle(1.5f);
            writer.EndArray();
            writer.BeginMap(1);
            writer.WriteString("k");
            writer.WriteInt32(3);
            writer.EndMap();
        });
        _session[0].Call(1, Arena.HealId, static writer =>
        {
            writer.WriteInt16(-5);
            writer.WriteNil();
        });
        _session.Settle();
        Assert.That(_session.Server.Calls, Is.EqualTo(
        [
            $"room {(Variant)said} {(Variant)new VariantArray { 1, "two" }} from {Net}", $"numbers 1,2 a 1.5 k=3 from {Net}", $"heal -5 null from {Net}",
        ]));
        Assert.That(_session.Failures, Is.Empty);
        Assert.That(_godot.Take(), Is.Empty);
    }

    [Test]
    public void VariantThatIsBytesGoesRawAsInGodot()
    {
        _session.Server.Var(_godot.Id, new byte[] { 1, 2, 255 });
        _session.Settle();
        Assert.That(_godot.Take()[1], Is.EqualTo(Hex.Of("A0 09 00 00 80 08 01 02 FF \"Arena\" 00")));
        _session[0].Var(1, new byte[] { 1, 2, 255 });
        _session.Settle();
        Assert.That(_session.Server.Last.TryGet(out byte[]? bytes) ? bytes : null, Is.EqualTo(new byte[] { 1, 2, 255 }));
        Send("A0 06 00 00 80 08 \"Arena\" 00");
        Assert.That(_session.Server.Last.TryGet(out byte[]? none) ? none : null, Is.Empty, "No bytes and no argument look the same.");
        Send("20 13 00 00 80 08 01 1D 00 00 00 01 00 00 00 07 00 00 00 \"Arena\" 00");
        Assert.That(_session.Server.Last.TryGet(out byte[]? one) ? one : null, Is.EqualTo(new byte[] { 7 }), "Not raw is understood as well.");
    }

    [Test]
    public void WrongArgumentIsToldWithItsType()
    {
        Send("20 08 00 00 80 07 01 81 \"Arena\" 00");
        Assert.That(_session.Failures.Single().Text, Is.EqualTo("WrongType at byte 0 of the arguments, where String was asked for and Bool came."));
        Send("20 0E 00 00 80 00 03 02 07 02 07 42 2C 01 \"Arena\" 00");
        Assert.That(_session.Failures.Last().Text, Is.EqualTo("OutOfRange at byte 7 of the arguments, where Byte was asked for."));
        Assert.That(_session.Failures.Last().Reason, Is.EqualTo(CallFailureReason.InvalidArguments));
        Assert.That(_session.Server.Calls, Is.Empty);
        Assert.That(_session.ServerApi.Peers, Has.Count.EqualTo(2));
    }

    private void Send(string recorded)
    {
        _godot.Send(recorded);
        _session.Settle();
    }

    private void SendTo(int target, string inner)
    {
        _godot.Send(string.Join(' ', Hex.Relay(target, inner).Chunk(2).Select(static digits => new string(digits))));
        _session.Settle();
    }
}

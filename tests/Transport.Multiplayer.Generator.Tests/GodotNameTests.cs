using System.Numerics;
using Transport.Multiplayer.Generator.Analysis;
using Transport.Multiplayer.Generator.Tests.Echoes;

namespace Transport.Multiplayer.Generator.Tests;

/// <summary>A class for Godot has the names of Godot's scripts, and goes over either encoding.</summary>
[TestFixture]
public sealed class GodotNameTests
{
    [TestCase("SetTurn", "set_turn")]
    [TestCase("set_turn", "set_turn")]
    [TestCase("_OnMessage", "_on_message")]
    [TestCase("Ready", "ready")]
    [TestCase("XMLParser", "xml_parser")]
    [TestCase("SendHTTP", "send_http")]
    [TestCase("Move2D", "move_2d")]
    [TestCase("PlayerX", "player_x")]
    [TestCase("A", "a")]
    public void NamesAreThoseThatGodotMakes(string name, string godots) => Assert.That(SnakeCase.Of(name), Is.EqualTo(godots));

    [Test]
    public void TableHasGodotsNamesAndThoseThatWereGiven()
    {
        var methods = ((IRpcObject)new Player()).RpcMethods;
        Assert.That(methods.Encoding, Is.EqualTo(RpcEncoding.Godot));
        Assert.That(Enumerable.Range(0, methods.Count).Select(i => methods[i].Name), Is.EqualTo(["set_turn", "_on_data", "move_2d", "jump"]));
        Assert.That(methods[1].TakesBytes, Is.True);
    }

    [Test]
    public void MethodsOfABaseClassAreCalledThroughTheDerivedOne()
    {
        using var session = new EchoSession<Player>();
        session.Client.RpcTo(1).SetTurn(2);
        session.Client.RpcTo(1).Data([1, 2, 3]);
        session.Client.Rpc.Move2D(new Vector2(5, 0), null);
        session.Client.RpcTo(1).Jump(1, 2);
        session.Settle();
        Assert.That(session.Failures, Is.Empty);
        Assert.That(session.Server.Came, Is.EqualTo(["SetTurn 2", "Data 3", "Move2D 5 ", "Jump 2"]));
        Assert.That(session.Client.Came, Is.Empty);
    }

    [Test]
    public void ConventionIsGodotsOnlyWhereItIsAskedFor()
    {
        var methods = ((IRpcObject)new Clock()).RpcMethods;
        Assert.That(methods.Encoding, Is.EqualTo(RpcEncoding.MessagePack));
        Assert.That(methods[0].Name, Is.EqualTo("Wait"));
    }
}

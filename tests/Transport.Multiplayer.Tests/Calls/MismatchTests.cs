using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Calls;

[TestFixture]
public sealed class MismatchTests
{
    [Test]
    public void SameMethodsAreNoMismatch()
    {
        using var session = new TestSession(clients: 2);
        session[0].Board.Rpc.Ready();
        session.Server.Board.Rpc.Ready();
        session.Settle();
        Assert.That(session.Server.Mismatches.Concat(session[0].Mismatches).Concat(session[1].Mismatches), Is.Empty);
    }

    [Test]
    public void OtherMethodsAreReportedByNameAtBothEndsOnce()
    {
        using var session = new TestSession();
        var old = new OldBoard();
        session.Client.Api.Register("Other", old);
        session.Server.Api.Register("Other", new NewBoard());
        for (var i = 0; i < 3; i++)
        {
            old.CallReady(1);
            session.Settle();
        }
        Assert.That(session.Server.Mismatches.Single().ToString(), Is.EqualTo(
            $"Peer {session.Client.Id} has other methods for Other. Only here: Ready(int). " +
            "Only there: Ready(string), Submit([int,byte,string?]):[bool,int], _answer(long,long,any)."));
        Assert.That(session.Client.Mismatches.Single().ToString(), Is.EqualTo(
            "Peer 1 has other methods for Other. Only here: Ready(string), Submit([int,byte,string?]):[bool,int], _answer(long,long,any). " +
            "Only there: Ready(int)."));
    }

    [Test]
    public void MissingMethodEndsAwaitedCalls()
    {
        using var session = new TestSession();
        var old = new OldBoard();
        session.Client.Api.Register("Other", old);
        session.Server.Api.Register("Other", new NewBoard());
        var first = old.CallSubmit(1);
        session.Settle();
        var second = old.CallSubmit(1);
        foreach (var answer in new[] { first, second })
        {
            Assert.That(answer.IsFaulted, Is.True);
            Assert.That(((RpcException)answer.Exception!.InnerException!).Code, Is.EqualTo(RpcErrorCode.UnknownMethod));
        }
    }

    [Test]
    public void OtherEncodingIsReportedAtBothEnds()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var server = new TestEnd(new MultiplayerApiOptions { Encoding = ArgumentEncoding.MessagePack }, time, logger: null);
        using var godot = new LoopbackMultiplayerPeer(timeProvider: time);
        using var client = new MultiplayerApi(godot, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot }, time);
        var here = new List<MethodMismatch>();
        client.MethodsDiffer += here.Add;
        server.Peer.CreateServer();
        godot.CreateClient(server.Peer);
        var (old, same) = (new OldBoard(), new OldBoard());
        server.Api.Register("Other", old);
        client.Register("Other", same);
        for (var round = 0; round < 3; round++)
        {
            server.Api.Poll();
            client.Poll();
        }
        old.CallReady(0);
        for (var round = 0; round < 3; round++)
        {
            server.Api.Poll();
            client.Poll();
        }
        Assert.That(here.Single().ToString(), Is.EqualTo("Peer 1 has other methods for Other. " +
            "Only here: godot. Only there: messagepack."));
        Assert.That(server.Mismatches.Single().ToString(), Does.StartWith(
            $"Peer {client.UniqueId} has other methods for Other than this end, or another encoding. Here: messagepack, Ready(string), "));
    }

    [Test]
    public void GodotPeerWithOtherMethodsIsReportedWithThoseOfThisEnd()
    {
        using var client = new RawServer();
        client.Send("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 05 00 00 00 \"Board\" 00");
        var mismatch = client.End.Mismatches.Single();
        Assert.That(mismatch.There, Is.Null);
        Assert.That(mismatch.Here[0], Is.EqualTo("messagepack"));
        Assert.That(mismatch.Here[1], Is.EqualTo("Add(int,long,byte)"));
        client.Send("02 00 01 00 00 00");
        client.Send("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 06 00 00 00 \"Board\" 00");
        Assert.That(client.End.Mismatches, Has.Count.EqualTo(1));
    }

    [TestCase("FF FE", TestName = "no UTF-8")]
    [TestCase("", TestName = "nothing")]
    public void ListThatCannotBeReadIsPassedOver(string list)
    {
        using var client = new RawServer();
        client.Send($"01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 05 00 00 00 \"Board\" 00 {list}");
        Assert.That(client.End.Mismatches.Single().There, Is.Null);
    }

    [Test]
    public void WordsOfAStrangerAreMadePrintable()
    {
        using var client = new RawServer();
        client.Send("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 05 00 00 00 \"Board\" 00 61 1B 5B 32 4A 0D E2 80 A8");
        Assert.That(client.End.Mismatches.Single().There, Is.EqualTo(["a?[2J??"]));
        client.Send("01 \"d41d8cd98f00b204e9800998ecf8427e\" 00 07 00 00 00 \"No\" 0A 1B \"pe\" 00");
        Assert.That(client.End.Failures.Single().Path, Is.EqualTo("No??pe"));
    }

    [Test]
    public void ObjectForMessagePackIsNotRegisteredForGodot()
    {
        using var peer = new OfflineMultiplayerPeer();
        using var api = new MultiplayerApi(peer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        Assert.That(() => api.Register("Board", new Board()), Throws.ArgumentException.With.Message.Contains("RpcObject"));
        Assert.That(() => api.Register("Board", new OldBoard()), Throws.Nothing);
    }
}

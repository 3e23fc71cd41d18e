namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>Whatever the game's code throws is told, and stays where it was.</summary>
internal sealed class SessionErrorTests
{
    [TestCase("connected")]
    [TestCase("packet")]
    [TestCase("packet, behind an await")]
    [TestCase("disconnected")]
    [TestCase("tick")]
    public async Task ASessionGoesOnAndOthersDoNotNotice(string where)
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.TickInterval = TimeSpan.FromMilliseconds(1) });
        using var elsewhere = await host.JoinAsync("two");
        using var witness = await host.JoinAsync();
        Spoil(host.Script, where);
        using (var client = await host.JoinAsync())
        {
            client.Send("bang");
            await client.Peer.CloseAsync();
        }
        await Waiting.Until(() => host.Logs.Of(1405).Any(), "the log");
        Assert.That(host.Logs.Of(1405).First(), Is.EqualTo("ScriptedSession: session one: the game threw"));
        Assert.That(host.Logs.Entries.First(entry => entry.Id == 1405).Exception, Is.InstanceOf<InvalidTimeZoneException>());
        await witness.EchoAsync("still here");
        await elsewhere.EchoAsync("unharmed");
        using var another = await host.JoinAsync();
        await another.EchoAsync("come in");
    }

    [TestCase("connected")]
    [TestCase("packet")]
    [TestCase("packet, behind an await")]
    [TestCase("disconnected")]
    [TestCase("tick")]
    public async Task ASessionEndsWhenTheOptionsSayThatItDoes(string where)
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.TickInterval = TimeSpan.FromMilliseconds(1);
                game.EndsSessionOnError = true;
            },
        });
        using var elsewhere = await host.JoinAsync("two");
        using var witness = await host.JoinAsync();
        Spoil(host.Script, where);
        using (var client = new GameClient())
        {
            client.Peer.CreateClient(host.Url());
            // A tick may end the session before anybody is in.
            await client.Until(() => client.IsConnected || client.Ending is not null, "an answer");
            if (client.IsConnected) client.Send("bang");
            await client.Peer.CloseAsync();
        }
        Assert.That((await witness.UntilGoneAsync()).ToString(), Is.EqualTo("Closed by the other end, code 1011: The game has failed."));
        await Waiting.Until(() => host.Script.Has("one: ended Failed") && host.Sessions.Count == 1, "the end");
        await elsewhere.EchoAsync("unharmed");
    }

    [Test]
    public async Task AHandlerThatThrowsLosesNothingThatComesBehind()
    {
        await using var host = await GameHost.StartAsync();
        var packets = 0;
        host.Script.Packet = (session, sender, payload) =>
        {
            if (++packets % 2 == 0) throw new InvalidTimeZoneException();
            session.Api.SendBytes(payload, sender);
        };
        using var client = await host.JoinAsync();
        for (var i = 0; i < 10; i++) client.Send($"{i}");
        await client.Until(() => client.Packets.Count == 5, "every other answer");
        Assert.That(client.Packets, Is.EqualTo(new[] { "1: 0", "1: 2", "1: 4", "1: 6", "1: 8" }));
    }

    [Test]
    public async Task EveryPeerIsToldGoneAlthoughEachTimeAHandlerThrows()
    {
        await using var host = await GameHost.StartAsync();
        var gone = 0;
        host.Script.Disconnected = (_, _, _) =>
        {
            gone++;
            throw new InvalidTimeZoneException();
        };
        var clients = new List<GameClient>();
        for (var i = 0; i < 5; i++) clients.Add(await host.JoinAsync());
        host.Sessions.Find("one")!.End();
        await Waiting.Until(() => host.Script.Has("one: ended Ended"), "the end");
        Assert.That(gone, Is.EqualTo(5));
        foreach (var client in clients) client.Dispose();
    }

    [Test]
    public async Task AFloodOfExceptionsDoesNotFillTheLog()
    {
        await using var host = await GameHost.StartAsync();
        var thrown = 0;
        host.Script.Packet = (_, _, _) =>
        {
            thrown++;
            throw new InvalidTimeZoneException();
        };
        using var client = await host.JoinAsync();
        for (var i = 0; i < 1000; i++) client.Send("bang");
        await client.Until(() => Volatile.Read(ref thrown) == 1000, "a thousand exceptions");
        Assert.That(host.Logs.Of(1405).Count(), Is.InRange(20, 500));
    }

    [Test]
    public async Task ASessionThatThrowsWhenItEndsOrIsDisposedHasEndedAllTheSame()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Ended = static (_, _, _) => throw new InvalidTimeZoneException();
        using var client = await host.JoinAsync();
        host.Sessions.Find("one")!.End();
        await client.UntilGoneAsync();
        await Waiting.Until(() => host.Sessions.Count == 0, "the end");
        Assert.That(host.Logs.Of(1405).Count(), Is.EqualTo(1));
        using var again = await host.JoinAsync();
        await again.EchoAsync("anew");
    }

    private static void Spoil(GameScript script, string where)
    {
        switch (where)
        {
            case "connected":
                script.Connected = static (session, _) => Throw(session);
                break;
            case "packet":
                script.Packet = static (session, sender, payload) =>
                {
                    if (GameScript.Text(payload) == "bang") Throw(session);
                    session.Api.SendBytes(payload, sender);
                };
                break;
            case "packet, behind an await":
                script.Packet = static async (session, sender, payload) =>
                {
                    await Task.Yield();
                    if (GameScript.Text(payload) == "bang") Throw(session);
                    session.Api.SendBytes(payload, sender);
                };
                break;
            case "disconnected":
                script.Disconnected = static (session, _, _) => Throw(session);
                break;
            default:
                script.Tick = static (session, _) => Throw(session);
                break;
        }
    }

    private static void Throw(ScriptedSession session)
    {
        if (session.Name == "one") throw new InvalidTimeZoneException();
    }
}

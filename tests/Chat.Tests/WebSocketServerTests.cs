using System.Net.Sockets;
using Transport.Godot;
using Transport.WebSockets;

namespace Chat.Tests;

/// <summary>The demo's two classes against each other.</summary>
public sealed class WebSocketServerTests
{
    [Test]
    public async Task ClientsComeWithIdsAndTheSubprotocol()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        var ben = await talk.ComeAsync();

        Assert.That(ann.Id, Is.InRange(2, 1 << 30));
        Assert.That(ben.Id, Is.Not.EqualTo(ann.Id));
        Assert.That(talk.Events, Is.EqualTo(new[] { $"connected {ann.Id}", $"connected {ben.Id}" }));
        Assert.That(ann.Client.Socket.SelectedProtocol, Is.EqualTo("demo-chat"));
        Assert.That(ann.Client.Socket.RequestedUrl, Does.EndWith("/test/"));
    }

    [Test]
    public async Task TextIsAStringAndTheRestAVariant()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        ann.Client.Send("grüße");
        ann.Client.Send(new VariantDictionary { ["hp"] = 100 });
        await talk.UntilAsync(() => talk.Events.Count == 3);

        Assert.That(talk.Events[1], Is.EqualTo($"{ann.Id}: grüße"));
        Assert.That(talk.Events[2], Does.StartWith($"{ann.Id}: ").And.Contain("hp").And.Contain("100"));
    }

    [Test]
    public async Task TargetSaysWhoGetsIt()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        var ben = await talk.ComeAsync();
        talk.Server.Send(ann.Id, "to Ann");
        talk.Server.Send(-ann.Id, "to all but Ann");
        talk.Server.Send(0, "to all");
        await talk.UntilAsync(() => ann.Events.Contains("to all") && ben.Events.Contains("to all"));

        Assert.That(ann.Events, Is.EqualTo(new[] { "connected", "to Ann", "to all" }));
        Assert.That(ben.Events, Is.EqualTo(new[] { "connected", "to all but Ann", "to all" }));
        Assert.That(() => talk.Server.Send(1, "to nobody"), Throws.ArgumentException);
    }

    [Test]
    public async Task WhoLeavesIsTold()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        ann.Client.Send("last words");
        ann.Client.Close(1000, "bye");
        await talk.UntilAsync(() => ann.Events.Contains("closed") && talk.Server.Clients.Count == 0);

        Assert.That(talk.Events, Is.EqualTo(new[] { $"connected {ann.Id}", $"{ann.Id}: last words", $"disconnected {ann.Id}" }));
    }

    [TestCase(null)]
    [TestCase("another")]
    public async Task WhoSpeaksAnotherSubprotocolIsNotLetIn(string? protocol)
    {
        using var talk = new Talk();
        var (_, events) = talk.Connect(protocol);
        await talk.UntilAsync(() => events.Contains("closed"));

        Assert.That(events, Is.EqualTo(new[] { "closed" }), "a failed attempt ends in the same event");
        Assert.That(talk.Events, Is.Empty);
    }

    [Test]
    public async Task ServerThatRefusesTurnsNewClientsAway()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        talk.Server.RefuseNewConnections = true;
        var (_, refused) = talk.Connect();
        await talk.UntilAsync(() => refused.Contains("closed"));
        talk.Server.Send(0, "still here");
        await talk.UntilAsync(() => ann.Events.Contains("still here"));

        talk.Server.RefuseNewConnections = false;
        await talk.ComeAsync();
        Assert.That(talk.Server.Clients, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task WhoSaysNothingIsDropped()
    {
        using var talk = new Talk(server => server.HandshakeTimeout = TimeSpan.FromMilliseconds(200));
        using var silent = new TcpClient();
        await silent.ConnectAsync("127.0.0.1", talk.Server.LocalPort);
        var read = silent.GetStream().ReadAsync(new byte[1]).AsTask();
        await talk.UntilAsync(() => read.IsCompleted);

        Assert.That(talk.Events, Is.Empty);
    }

    [Test]
    public async Task WhoSendsTooMuchIsDropped()
    {
        using var talk = new Talk(server => server.MaxMessageBytes = 100);
        var ann = await talk.ComeAsync();
        var ben = await talk.ComeAsync();
        ann.Client.Send(new string('x', 101));
        await talk.UntilAsync(() => ann.Events.Contains("closed") && talk.Server.Clients.Count == 1);

        Assert.That(ann.Client.Socket.CloseCode, Is.EqualTo(1009));
        ben.Client.Send(new string('x', 100));
        await talk.UntilAsync(() => talk.Events[^1].StartsWith($"{ben.Id}: xxx", StringComparison.Ordinal));
    }

    [Test]
    public async Task BytesThatAreNoVariantArePassedOver()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        var random = new Random(20_261_125);
        var bytes = new byte[64];
        for (var i = 0; i < 500; i++)
        {
            random.NextBytes(bytes);
            // A type that does not exist.
            bytes[0] = 200;
            ann.Client.Socket.Send(bytes);
        }
        ann.Client.Send("after that");
        await talk.UntilAsync(() => talk.Events.Count == 2);

        Assert.That(talk.Events[1], Is.EqualTo($"{ann.Id}: after that"));
    }

    [Test]
    public async Task StopDropsEveryone()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        talk.Server.Stop();
        await talk.UntilAsync(() => ann.Events.Contains("closed"));

        Assert.That(ann.Client.Socket.CloseCode, Is.EqualTo(-1), "without a close");
        Assert.That(talk.Server.LocalPort, Is.Zero);
        talk.Server.Listen(0);
        await talk.ComeAsync();
    }

    [Test]
    public async Task ClientThatWasClearedConnectsAgain()
    {
        using var talk = new Talk();
        var ann = await talk.ComeAsync();
        ann.Client.Clear();
        Assert.That(ann.Client.Socket.ReadyState, Is.EqualTo(WebSocketState.Closed));
        await talk.UntilAsync(() => talk.Server.Clients.Count == 0);

        ann.Client.ConnectToUrl($"ws://127.0.0.1:{talk.Server.LocalPort}/test/");
        await talk.UntilAsync(() => ann.Events.Count == 2);
        Assert.That(ann.Events, Is.EqualTo(new[] { "connected", "connected" }));
    }
}

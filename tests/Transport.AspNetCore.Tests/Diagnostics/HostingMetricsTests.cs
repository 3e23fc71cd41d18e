using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Tests.Diagnostics;

/// <summary>Each instrument, and that it comes back to zero where it has to.</summary>
[NonParallelizable]
internal sealed class HostingMetricsTests
{
    private static readonly (string, object?) Game = ("transport.game", "ScriptedSession");

    [Test]
    public async Task SessionsAreCountedAndWhyTheyEnd()
    {
        using var meter = new MeterRecorder();
        await using (var host = await GameHost.StartAsync(new() { Game = static game => game.EmptyLinger = TimeSpan.Zero }))
        {
            using var one = await host.JoinAsync("one");
            using var two = await host.JoinAsync("two");
            using var three = await host.JoinAsync("three");
            Assert.That(meter.Sum("transport.sessions", Game), Is.EqualTo(3));
            one.Peer.Close();
            host.Sessions.Find("two")!.End();
            await Waiting.Until(() => host.Sessions.Count == 1, "two ends");
            Assert.That(meter.Sum("transport.sessions", Game), Is.EqualTo(1));
            Assert.That(meter.Sum("transport.session.ends", Game, ("transport.end", "Empty")), Is.EqualTo(1));
            Assert.That(meter.Sum("transport.session.ends", Game, ("transport.end", "Ended")), Is.EqualTo(1));
            var stopping = host.StopAsync();
            await three.UntilGoneAsync();
            await Waiting.Soon(stopping, "the host to stop");
        }
        Assert.That(meter.Sum("transport.session.ends", Game, ("transport.end", "HostStopping")), Is.EqualTo(1));
        Assert.That(meter.Sum("transport.sessions"), Is.Zero);
        Assert.That(meter.Sum("transport.peers"), Is.Zero);
    }

    [Test]
    public async Task JoinsAreCountedByTheirStatusAndRefusalsByTheCarrier()
    {
        using var meter = new MeterRecorder();
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.MaxPeersPerSession = 1 });
        using var client = await host.JoinAsync();
        await Http.AskAsync(host.Url());
        await Http.AskAsync(host.Url(), ("Origin", "https://evil.example"));
        await Http.AskAsync(host.Url(), ("Upgrade", null));
        double Joins(int status) => meter.Sum("transport.session.joins", Game, ("http.response.status_code", status));
        double Refusals(int status) => meter.Sum("transport.refusals", ("transport.carrier", "websocket"), ("transport.reason", "Refused"), ("transport.code", status));
        Assert.That((Joins(101), Joins(503), Joins(403), Joins(426)), Is.EqualTo((1, 1, 1, 1)));
        Assert.That((Refusals(503), Refusals(403), Refusals(426)), Is.EqualTo((1, 1, 1)));
        Assert.That(meter.Sum("transport.session.joins"), Is.EqualTo(4));
        Assert.That(meter.Sum("transport.refusals"), Is.EqualTo(3));
    }

    [Test]
    public async Task ExceptionsOfTheGameAreCounted()
    {
        using var meter = new MeterRecorder();
        await using var host = await GameHost.StartAsync();
        host.Script.Packet = static (_, _, _) => throw new InvalidTimeZoneException();
        using var client = await host.JoinAsync();
        client.Send("a");
        client.Send("b");
        await client.Until(() => meter.Sum("transport.session.errors") == 2, "two exceptions");
        Assert.That(meter.Sum("transport.session.errors", Game, ("error.type", "System.InvalidTimeZoneException")), Is.EqualTo(2));
    }

    [Test]
    public async Task RoundsAreMeasured()
    {
        using var meter = new MeterRecorder();
        await using var host = await GameHost.StartAsync();
        using var client = await host.JoinAsync();
        await client.EchoAsync("x");
        await Waiting.Until(() => meter.Of("transport.session.round.duration", Game).Any(), "a round");
        Assert.That(meter.Of("transport.session.round.duration", Game), Is.All.GreaterThanOrEqualTo(0).And.All.LessThan(60));
    }

    [Test]
    public async Task RoundTripsAndQueuesOfAllPeersAreSampled()
    {
        using var meter = new MeterRecorder();
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.SampleInterval = TimeSpan.FromMilliseconds(20);
                game.WebSockets.PingInterval = TimeSpan.FromMilliseconds(20);
                game.WebSockets.SilenceLimit = Waiting.Cap;
            },
        });
        using var one = await host.JoinAsync();
        using var two = await host.JoinAsync();
        (string, object?) carrier = ("transport.carrier", "websocket");
        await Waiting.Until(
            () => meter.Of("transport.peer.round_trip_time", Game, carrier).Count() >= 4 && meter.Of("transport.peer.queued_bytes", Game, carrier).Count() >= 4,
            "two samples of each peer");
        Assert.That(meter.Of("transport.peer.round_trip_time"), Is.All.GreaterThan(0).And.All.LessThan(60));
        Assert.That(meter.Of("transport.peer.queued_bytes"), Is.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public async Task WithoutAListenerNobodyIsWokenForSamples()
    {
        using var rounds = new RoundCounter();
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.SampleInterval = TimeSpan.FromMilliseconds(1) });
        using var client = await host.JoinAsync();
        await client.EchoAsync("x");
        await rounds.UntilQuiet();
        var before = rounds.Count;
        await Task.Delay(200);
        Assert.That(rounds.Count, Is.EqualTo(before));
    }

    [Test]
    public async Task WhatTheCarrierAndTheApiMeasureIsThereAsWell()
    {
        using var meter = new MeterRecorder();
        await using var host = await GameHost.StartAsync();
        using (var client = await host.JoinAsync())
        {
            await client.EchoAsync("x");
            await client.Peer.CloseAsync();
        }
        await Waiting.Until(() => host.Sessions.PeerCount == 0 && meter.Sum("transport.disconnects") >= 1, "the end");
        Assert.That(meter.Sum("transport.connects", ("transport.carrier", "websocket")), Is.EqualTo(2), "Both ends are in this process.");
        Assert.That(meter.Sum("transport.packets.received"), Is.GreaterThan(0));
        Assert.That(meter.Sum("transport.bytes.sent"), Is.GreaterThan(0));
    }

    [Test]
    public async Task TheLifeOfASessionIsLogged()
    {
        await using var host = await GameHost.StartAsync();
        using (var client = await host.JoinAsync())
        {
            await Http.AskAsync(host.Url(), ("Sec-WebSocket-Version", "8"));
            var peer = $"ScriptedSession: session one: peer {client.Id} comes from 127.0.0.1:";
            Assert.That(host.Logs.Of(1402).Single(), Does.StartWith(peer));
            host.Sessions.Find("one")!.End();
            await client.UntilGoneAsync();
        }
        await Waiting.Until(() => host.Logs.Of(1401).Any(), "the end");
        var seen = host.Logs.Entries.Where(entry => entry.Id is >= 1400 and < 1500 and not 1402).Select(entry => (entry.Level, entry.Id));
        Assert.That(seen, Is.EqualTo(new[] { (LogLevel.Information, 1400), (LogLevel.Information, 1403), (LogLevel.Information, 1401) }));
        Assert.That(host.Logs.Of(1403).Single(), Does.Match("^ScriptedSession: session one: 127\\.0\\.0\\.1:\\d+ was refused with 426: The request is for WebSocket version \"8\""));
    }

    [Test]
    public async Task AFloodOfRefusalsDoesNotFillTheLog()
    {
        await using var host = await GameHost.StartAsync();
        using var http = Http.Client();
        for (var i = 0; i < 200; i++)
        {
            using var response = await http.GetAsync($"{host.Root}/play/one");
        }
        Assert.That(host.Logs.Of(1403).Count(), Is.InRange(20, 150));
    }
}

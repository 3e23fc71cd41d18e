using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Transport.AspNetCore.Tests.Diagnostics;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>UDP beside the endpoint, in the same sessions: a port for each, as docs/guide/hosting.md shows.</summary>
[NonParallelizable]
internal sealed class UdpTests
{
    private readonly ConcurrentDictionary<string, LiteNetMultiplayerPeer> _udp = new();
    private int _portWanted;

    [Test]
    public async Task AFourthPlayerComesOverUdp()
    {
        using var meter = new MeterRecorder();
        await using var host = await StartAsync(static game => game.SampleInterval = TimeSpan.FromMilliseconds(20));
        using var one = await host.JoinAsync();
        using var two = await host.JoinAsync();
        using var three = await host.JoinAsync();
        using var four = await UdpPlayer.JoinAsync(PortOf("one"));
        void Poll()
        {
            one.Api.Poll();
            two.Api.Poll();
            three.Api.Poll();
            four.Api.Poll();
        }
        int[] ids = [one.Id, two.Id, three.Id, four.Id];
        await Waiting.Until(() => ids[..3].All(four.Api.Peers.Contains) && one.Api.Peers.Contains(four.Id), "all to know each other", Poll);
        await Waiting.Until(() => host.Sessions.Find("one")!.PeerCount == 4, "all to be counted", Poll);
        four.Send("hello");
        one.Api.SendBytes("psst"u8, four.Id);
        four.Api.SendBytes("what"u8, one.Id);
        await Waiting.Until(() => four.Packets.Count == 2 && one.Packets.Count == 1, "packets both ways", Poll);
        Assert.That(four.Packets, Is.EquivalentTo(new[] { "1: hello", $"{one.Id}: psst" }));
        Assert.That(one.Packets, Is.EqualTo(new[] { $"{four.Id}: what" }));
        (string, object?) carrier = ("transport.carrier", "litenet");
        await Waiting.Until(() => meter.Of("transport.peer.queued_bytes", carrier).Any(), "a sample of the fourth", Poll);
        Assert.That(meter.Of("transport.peer.queued_bytes", ("transport.carrier", "multiplex")), Is.Empty);
        Assert.That(meter.Sum("transport.connects", carrier), Is.EqualTo(2), "Both ends are in this process.");
    }

    [Test]
    public async Task ASessionIsFullOverAllItsCarriers()
    {
        await using var host = await StartAsync(static game => game.MaxPeersPerSession = 2);
        using var one = await host.JoinAsync();
        var two = await UdpPlayer.JoinAsync(PortOf("one"));
        Assert.That((await UdpPlayer.RefusedAsync(PortOf("one"))).Code, Is.EqualTo(503));
        Assert.That((await GameClient.RefusedAsync(host.Url())).Code, Is.EqualTo(503));
        two.Dispose();
        await Waiting.Until(() => host.Sessions.Find("one")!.PeerCount == 1, "one to leave");
        using var three = await host.JoinAsync();
        Assert.That((await UdpPlayer.RefusedAsync(PortOf("one"))).Code, Is.EqualTo(503));
        Assert.That(host.Script.CountOf("one: + True"), Is.EqualTo(2));
        Assert.That(host.Script.CountOf("one: + False"), Is.EqualTo(1));
    }

    [Test]
    public async Task AnAddressHasSoManyPlacesOverAllCarriersAndSessions()
    {
        using var meter = new MeterRecorder();
        await using var host = await StartAsync(static game => game.MaxPeersPerAddress = 3);
        using var one = await host.JoinAsync("one");
        using var two = await host.JoinAsync("two");
        var three = await UdpPlayer.JoinAsync(PortOf("one"));
        var ending = await UdpPlayer.RefusedAsync(PortOf("two"));
        Assert.That((ending.Code, ending.Text), Is.EqualTo((CloseCode.PolicyViolation, "Too many players from one address.")));
        Assert.That(host.Script.Has("two: + False"), Is.False, "The session has never seen it.");
        Assert.That((await GameClient.RefusedAsync(host.Url("one"))).Code, Is.EqualTo(429));
        Assert.That(meter.Sum("transport.session.joins", ("http.response.status_code", 429)), Is.EqualTo(2));
        Assert.That(host.Logs.Of(1403).First(), Does.Contain("session two: 127.0.0.1:0 was refused with 429"));
        three.Dispose();
        await Waiting.Until(() => host.Sessions.Find("one")!.PeerCount == 1, "its leaving");
        using var four = await UdpPlayer.JoinAsync(PortOf("two"));
        host.Sessions.Find("two")!.End();
        await four.UntilGoneAsync();
        await Waiting.Until(() => host.Sessions.Count == 1, "the end of the session");
        using var five = await host.JoinAsync("three");
    }

    [Test]
    public async Task WhileTheGameSavesNobodyComesOverUdpAndThenAllAreTold()
    {
        await using var host = await StartAsync();
        var saving = new TaskCompletionSource();
        var isSaving = new TaskCompletionSource();
        host.Script.ShuttingDown = (_, _) =>
        {
            isSaving.TrySetResult();
            return new ValueTask(saving.Task);
        };
        using var one = await host.JoinAsync();
        using var two = await UdpPlayer.JoinAsync(PortOf("one"));
        var port = PortOf("one");
        var stopping = host.StopAsync();
        await Waiting.Soon(isSaving.Task, "the game to save");
        Assert.That((await UdpPlayer.RefusedAsync(port)).Code, Is.EqualTo(503));
        Assert.That(two.Ending, Is.Null);
        saving.SetResult();
        await Waiting.Until(() => one.Ending is not null && two.Ending is not null, "both to hear of it", () =>
        {
            one.Api.Poll();
            two.Api.Poll();
        });
        Assert.That((two.Ending!.Value.Code, two.Ending.Value.Text), Is.EqualTo((CloseCode.GoingAway, "The server is going down.")));
        await Waiting.Soon(stopping, "the host to stop");
        using var free = new UdpClient(port);
    }

    [Test]
    public async Task PlayersWhoComeOverUdpOnlyHaveTheSessionOpened()
    {
        await using var host = await StartAsync(static game => game.EmptyLinger = TimeSpan.FromMinutes(5));
        var port = int.Parse((await GetAsync(host, "one")).Text, CultureInfo.InvariantCulture);
        Assert.That((await GetAsync(host, "one")).Text, Is.EqualTo($"{port}"), "It is the same session.");
        using (var one = await UdpPlayer.JoinAsync(port))
        {
            one.Send("x");
            await one.Until(() => one.Packets.Count == 1, "an answer");
        }
        Assert.That(host.Script.Made, Is.EqualTo(1));
        Assert.That(host.Script.Log, Has.None.StartsWith("one: ended"));
    }

    [Test]
    public async Task AnOpenedSessionThatNobodyComesToEndsAfterTheLinger()
    {
        await using var host = await StartAsync(static game => game.EmptyLinger = TimeSpan.FromMilliseconds(50));
        await GetAsync(host, "one");
        await Waiting.Until(() => host.Script.Has("one: ended Empty") && host.Sessions.Count == 0, "the end");
    }

    [Test]
    public async Task WhoHasASessionOpenedIsRefusedAsAJoinIs()
    {
        await using var host = await StartAsync(static game => game.MaxSessions = 1);
        Assert.That((await GetAsync(host, new string('x', 65))).Status, Is.EqualTo(404));
        host.Script.Creating = static (_, _, _) => new(JoinRefusal.Forbidden());
        Assert.That((await GetAsync(host, "one")).Status, Is.EqualTo(403));
        host.Script.Creating = static (_, _, _) => throw new InvalidTimeZoneException();
        Assert.That((await GetAsync(host, "one")).Status, Is.EqualTo(500));
        host.Script.Creating = static (_, _, _) => default;
        Assert.That((await GetAsync(host, "one")).Status, Is.EqualTo(200));
        Assert.That((await GetAsync(host, "two")).Status, Is.EqualTo(503));
    }

    [Test]
    public async Task APortThatIsInUseCostsTheSessionItsUdpOnly()
    {
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Any, 0));
        _portWanted = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;
        await using var host = await StartAsync();
        using var one = await host.JoinAsync();
        await one.EchoAsync("x");
        Assert.That(PortOf("one"), Is.Zero);
        Assert.That(host.Logs.Of(1003).Single(), Does.Contain("litenet"));
    }

    [SetUp]
    public void Forget()
    {
        _udp.Clear();
        _portWanted = 0;
    }

    private int PortOf(string session) => _udp[session].LocalPort;

    private async Task<GameHost> StartAsync(Action<MultiplayerOptions>? game = null)
    {
        var host = await GameHost.StartAsync(new()
        {
            Game = game ?? (static _ => { }),
            App = app => app.MapGet("/udp/{session}", async (HttpContext context, string session, MultiplayerSessions<ScriptedSession> sessions) =>
            {
                var opened = await sessions.OpenAsync(context, session);
                return opened.IsOpen
                    ? Results.Text($"{PortOf(opened.Session.Name)}")
                    : Results.Text(opened.Refusal.Text, statusCode: opened.Refusal.Status);
            }),
        });
        host.Script.Adding = Add;
        return host;
    }

    private void Add(ScriptedSession session, SessionCarriers carriers)
    {
        var udp = _udp[session.Name] = new LiteNetMultiplayerPeer();
        carriers.Add(udp, peer => peer.CreateServer(_portWanted), static (peer, id) => peer.GetPeerAddress(id));
    }

    private static async Task<(int Status, string Text)> GetAsync(GameHost host, string session)
    {
        using var http = Http.Client();
        using var response = await http.GetAsync($"{host.Root}/udp/{session}");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

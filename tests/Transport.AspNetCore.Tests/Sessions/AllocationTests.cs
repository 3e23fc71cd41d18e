using System.Diagnostics;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>What packets cost in a hosted session that goes on: no memory.</summary>
[NonParallelizable]
internal sealed class AllocationTests
{
    private const int Echoes = 1000;

    [TestCase(false)]
    [TestCase(true)]
    public async Task EchoesAllocateNothing(bool withUdp)
    {
        await using var host = await GameHost.StartAsync(new() { LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning });
        host.Script.Bytes = static (session, sender, payload) => session.Api.SendBytes(payload.Span, sender);
        if (withUdp) host.Script.Adding = static (_, carriers) => carriers.Add(new LiteNetMultiplayerPeer(), static peer => peer.CreateServer(0));
        using var peer = new WebSocketMultiplayerPeer();
        using var api = new MultiplayerApi(peer);
        var seen = 0;
        api.PeerPacket += (_, _) => seen++;
        peer.CreateClient(host.Url());
        await Waiting.Until(() => api.Peers.Count == 1, "a connection", api.Poll);
        await EchoAsync().ConfigureAwait(false);
        var least = long.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await EchoAsync().ConfigureAwait(false);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        TestContext.Out.WriteLine($"{least} bytes for {Echoes} echoes, Kestrel, the client and whatever else runs in the process included.");
        Assert.That(least, Is.LessThan(8 * Echoes), "The smallest object has 24 bytes.");

        async Task EchoAsync()
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Echoes; i++)
            {
                var expected = seen + 1;
                api.SendBytes("move"u8, MultiplayerPeer.TargetPeerServer);
                while (seen < expected)
                {
                    await peer.WaitForActivityAsync().ConfigureAwait(false);
                    api.Poll();
                    if (Stopwatch.GetElapsedTime(started) > Waiting.Cap) Assert.Fail("There is no echo.");
                }
            }
        }
    }
}

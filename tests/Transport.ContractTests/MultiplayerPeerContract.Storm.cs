namespace Transport.ContractTests;

// Many peers, at random: every log is what the contract says.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Storm_EveryLogIsWhatTheContractSays()
    {
        const int steps = 2000;
        var random = new Random(ContractSeed.Value);
        await TestContext.Out.WriteLineAsync(ContractSeed.Message);
        var server = StartServer();
        var storm = new ContractStorm(Carrier, server, random);
        storm.Watch();
        for (var i = 0; i < Carrier.StormClients; i++) storm.Add(CreatePeer($"client {i}"));
        await PumpUntil(() => server.Peer.Peers.Count == Carrier.StormClients, "all clients");

        for (var i = 0; i < steps; i++)
        {
            storm.Step();
            // Sometimes everybody polls, sometimes a few, mostly nobody.
            if (random.Next(20) == 0) _pump.PollAll();
            else if (random.Next(4) == 0) _pump.Peers[random.Next(_pump.Peers.Count)].Poll();
        }

        await PumpUntil(() => storm.IsQuiet, $"all that was sent, {ContractSeed.Message}");
        var there = server.Peer.Peers.ToArray();
        server.Peer.Close(ContractStorm.EndCode, "the storm is over");
        await PumpUntil(
            () => server.Peer.Peers.Count == 0 && storm.Clients.All(client => client.Peer.Peer.Status == ConnectionStatus.Disconnected), "all to leave");
        Assert.That(there.Select(id => server.Gone(id)), Is.All.EqualTo(ClosedHere(ContractStorm.EndCode, "the storm is over")));
        storm.AssertLogs(ContractSeed.Message);
    }
}

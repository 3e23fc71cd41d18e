using Transport.LoadTest.Contenders;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Processes;

/// <summary>A contender's server and its clients, each in a process.</summary>
internal sealed class ProcessPair : IAsyncDisposable
{
    private readonly AgentPool _pool;

    private ProcessPair(AgentPool pool, AgentProcess server, AgentProcess clients)
    {
        _pool = pool;
        Server = server;
        Clients = clients;
    }

    public AgentProcess Server { get; }

    public AgentProcess Clients { get; }

    public static async Task<ProcessPair> StartAsync(AgentPool pool, IContender contender, Scenario scenario, LoadSettings settings)
    {
        var server = pool.StartAsync(new AgentStart(AgentRole.Server, contender.Name, scenario.Name, settings));
        var clients = pool.StartAsync(new AgentStart(AgentRole.Clients, contender.Name, scenario.Name, settings));
        try
        {
            await Task.WhenAll(server, clients);
        }
        catch
        {
            foreach (var started in new[] { server, clients })
            {
                if (started.IsCompletedSuccessfully) await pool.EndAsync(await started);
            }
            throw;
        }
        return new ProcessPair(pool, await server, await clients);
    }

    /// <summary>Opens connections, beside those that are there.</summary>
    /// <returns>The seconds that the clients took.</returns>
    /// <exception cref="AgentException">Not all of them are there.</exception>
    public async Task<double> ConnectAsync(int count)
    {
        var connected = await Clients.DoAsync(new Order(OrderKind.Connect) { Count = count, Port = Server.Port });
        if (connected.Totals!.Failed > 0)
            throw new AgentException($"{connected.Totals.Failed} of {count} connections failed. The first: {connected.Totals.Failure}");
        await Server.DoAsync(new Order(OrderKind.AwaitOpen) { Count = connected.Totals.Open });
        return connected.Seconds;
    }

    /// <summary>Closes all connections.</summary>
    public async Task DisconnectAsync()
    {
        await Clients.DoAsync(new Order(OrderKind.Disconnect));
        await Server.DoAsync(new Order(OrderKind.AwaitOpen) { Count = 0 });
    }

    /// <summary>Has every connection say one thing, and looks which are answered.</summary>
    public async Task<(long Lost, IReadOnlyList<string> Faults)> CallTheRollAsync(int count)
    {
        var before = await Clients.DoAsync(new Order(OrderKind.Mark));
        await Clients.DoAsync(new Order(OrderKind.Arm));
        await Server.DoAsync(new Order(OrderKind.Go));
        var after = await Clients.DoAsync(new Order(OrderKind.AwaitReceived) { Count = before.Totals!.Received + count });
        return (before.Totals.Received + count - after.Totals!.Received, await CompareAsync(after.Totals));
    }

    /// <summary>What is wrong with the sums of both ends, once everything is answered.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(Totals clients)
    {
        var server = await Server.DoAsync(new Order(OrderKind.Mark));
        return Faults.Of(clients, server.Totals!);
    }

    public async ValueTask DisposeAsync()
    {
        // The clients first: they have no reason to complain then.
        await _pool.EndAsync(Clients);
        await _pool.EndAsync(Server);
    }
}

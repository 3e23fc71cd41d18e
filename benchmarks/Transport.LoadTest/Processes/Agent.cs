using Transport.LoadTest.Contenders;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Processes;

/// <summary>What a child process is: reads orders until it is told to quit, or until nobody is left to tell it anything.</summary>
internal abstract class Agent(AgentStart start) : IAsyncDisposable
{
    protected ConversationLedger Ledger { get; } = new();

    protected Scenario Scenario { get; } = ScenarioList.Find(start.Scenario);

    protected IContender Contender { get; } = ContenderList.Find(start.Contender);

    protected LoadSettings Settings { get; } = start.Settings;

    /// <summary>Runs over the standard streams of this process. When it has quit it may become something else.</summary>
    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        using var reader = new StreamReader(input);
        await using var writer = new StreamWriter(output);
        var channel = new ControlChannel(reader, writer);
        while (await channel.ReadAsync<AgentStart>() is { } start && await ObeyAsync(start, channel)) await channel.WriteAsync(new Reply());
        return 0;
    }

    public abstract ValueTask DisposeAsync();

    protected virtual Task<Reply> StartAsync() => Task.FromResult(new Reply());

    protected virtual Task<Reply> CarryOutAsync(Order order) => order.Kind switch
    {
        OrderKind.Mark => Task.FromResult(new Reply { Used = ProcessMark.Now(), Totals = Ledger.Sum() }),
        OrderKind.MeasureMemory => Task.FromResult(new Reply { Memory = MemoryMark.Now() }),
        _ => throw new InvalidOperationException($"The {start.Role} do not {order.Kind}."),
    };

    // False when nobody is left.
    private static async Task<bool> ObeyAsync(AgentStart start, ControlChannel channel)
    {
        await using Agent agent = start.Role == AgentRole.Server ? new ServerAgent(start) : new ClientsAgent(start);
        await channel.WriteAsync(await TryAsync(agent.StartAsync));
        while (await channel.ReadAsync<Order>() is { } order)
        {
            if (order.Kind == OrderKind.Quit)
            {
                agent.Ledger.SetClosing(true);
                return true;
            }
            await channel.WriteAsync(await TryAsync(() => agent.CarryOutAsync(order)));
        }
        return false;
    }

    private static async Task<Reply> TryAsync(Func<Task<Reply>> action)
    {
        try
        {
            return await action();
        }
#pragma warning disable CA1031 // Whatever it is, the parent process is to tell it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Reply { Error = $"{exception.GetType().Name}: {exception.Message}" };
        }
    }
}

using System.Diagnostics;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Processes;

/// <summary>The child process with the server.</summary>
internal sealed class ServerAgent : Agent
{
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(20);

    private readonly IContenderServer _server;
    private readonly byte[] _broadcast;
    private int _broadcasts;

    public ServerAgent(AgentStart start)
        : base(start)
    {
        _server = Contender.CreateServer(Scenario.Sizes, () => Ledger.Add(Scenario.OpenServer()));
        _broadcast = Ballast.Create(Scenario.Sizes.AnswerBytes, Settings.Seed);
    }

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override async Task<Reply> StartAsync() => new() { Port = await _server.StartAsync() };

    protected override Task<Reply> CarryOutAsync(Order order) => order.Kind switch
    {
        OrderKind.AwaitOpen => AwaitOpenAsync(order.Count),
        OrderKind.Go => GoAsync(),
        OrderKind.Broadcast => BroadcastAsync(order.Rate, order.Seconds),
        _ => base.CarryOutAsync(order),
    };

    private async Task<Reply> AwaitOpenAsync(long count)
    {
        var start = Stopwatch.GetTimestamp();
        while (Ledger.Sum() is var totals && totals.Open != count)
        {
            if (Stopwatch.GetElapsedTime(start) > OpenPatience)
                throw new TimeoutException($"The server has {totals.Open} connections where {count} should be. First loss: {totals.Failure ?? "none"}");
            await Task.Delay(10);
        }
        return new Reply();
    }

    private async Task<Reply> GoAsync()
    {
        new MessageHeader(Time: 0, MessageHeader.Go).Write(_broadcast);
        await _server.BroadcastAsync(_broadcast);
        return new Reply();
    }

    private async Task<Reply> BroadcastAsync(double rate, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var count = Math.Max(1, (int)(rate * seconds));
        var pace = new Pace(rate);
        for (var i = 0; i < count; i++)
        {
            var time = await pace.NextAsync();
            new MessageHeader(time, _broadcasts++).Write(_broadcast);
            await _server.BroadcastAsync(_broadcast);
        }
        return new Reply { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, Messages = count };
    }
}

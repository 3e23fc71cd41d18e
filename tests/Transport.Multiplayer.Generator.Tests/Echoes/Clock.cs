namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>A class with answered methods of all four kinds.</summary>
public sealed partial class Clock
{
    /// <summary>What the methods wait for.</summary>
    public TaskCompletionSource Gate { get; } = new();

    public CancellationToken Gone { get; private set; }

    public int Caller { get; private set; }

    [Rpc(RpcMode.AnyPeer)]
    private Task Wait(CancellationToken gone)
    {
        Gone = gone;
        return Gate.Task;
    }

    [Rpc(RpcMode.AnyPeer)]
    private async Task<string> Name(string prefix = "clock ", int number = 1)
    {
        await Gate.Task;
        return $"{prefix}{number}";
    }

    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
    private ValueTask Wind(RpcContext context)
    {
        Caller = context.Sender;
        return new ValueTask(Gate.Task);
    }

    [Rpc(RpcMode.AnyPeer, CallLocal = true)]
    private async ValueTask<int?> Hour(int? at)
    {
        await Gate.Task;
        return at;
    }
}

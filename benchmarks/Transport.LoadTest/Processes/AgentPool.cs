using System.Collections.Concurrent;

namespace Transport.LoadTest.Processes;

/// <summary>
/// Where child processes come from. Each is fresh, as a measurement needs it; or, where nothing is measured, whoever has quit is used again, since most of
/// what a short run costs is the start of processes.
/// </summary>
internal sealed class AgentPool(bool keepsProcesses) : IAsyncDisposable
{
    private readonly ConcurrentBag<AgentProcess> _free = [];

    /// <summary>A process that is what it is told.</summary>
    /// <exception cref="AgentException">It could not, or is gone.</exception>
    public async Task<AgentProcess> StartAsync(AgentStart start)
    {
        if (!_free.TryTake(out var agent)) agent = AgentProcess.Create();
        try
        {
            await agent.StartAsync(start);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nobody needs it any more.</summary>
    public async Task EndAsync(AgentProcess agent)
    {
        if (await agent.TryQuitAsync() && keepsProcesses) _free.Add(agent);
        else await agent.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (_free.TryTake(out var agent)) await agent.DisposeAsync();
    }
}

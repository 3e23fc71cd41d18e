using Microsoft.Extensions.Diagnostics.HealthChecks;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore.Diagnostics;

/// <summary>Whether games take sessions: unhealthy while the host goes down, degraded when one is nearly full.</summary>
internal sealed class SessionsHealthCheck(IEnumerable<SessionRegistry> registries) : IHealthCheck
{
    private const int NearlyFullPercent = 90;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var isStopping = false;
        string? nearlyFull = null;
        foreach (var registry in registries)
        {
            var name = registry.Game.Name;
            var sessions = registry.Count;
            var limit = registry.Game.Options.MaxSessions;
            data[$"{name}.sessions"] = sessions;
            data[$"{name}.peers"] = registry.Loops.Sum(static loop => loop.PeerCount);
            isStopping |= registry.IsStopping;
            if (sessions >= Math.Ceiling(limit * (NearlyFullPercent / 100.0))) nearlyFull ??= $"{name} has {sessions} of at most {limit} sessions.";
        }
        return Task.FromResult(
            isStopping ? new HealthCheckResult(context.Registration.FailureStatus, "The server is going down.", data: data)
            : nearlyFull is not null ? HealthCheckResult.Degraded(nearlyFull, data: data)
            : HealthCheckResult.Healthy(data: data));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Transport.AspNetCore.Diagnostics;

namespace Transport.AspNetCore;

/// <summary>Adds games to an app's health.</summary>
public static class MultiplayerHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of all games: <paramref name="failureStatus"/> while the host goes down, so that a balancer sends nobody any more; degraded
    /// when a game has 90 % of its <see cref="MultiplayerOptions.MaxSessions"/>; else healthy. Its data are the counts of sessions and peers of
    /// each game.
    /// </summary>
    /// <param name="builder">The app's.</param>
    /// <param name="name">The check's name. Default <c>multiplayer</c>.</param>
    /// <param name="failureStatus">Default null: unhealthy.</param>
    /// <param name="tags">To choose checks by. Default null: none.</param>
    public static IHealthChecksBuilder AddMultiplayerCheck(
        this IHealthChecksBuilder builder, string name = "multiplayer", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<SessionsHealthCheck>(name, failureStatus, tags ?? []);
    }
}

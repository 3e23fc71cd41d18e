using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore.Lifetime;

/// <summary>
/// Ties the sessions to the host: options are checked when it starts, and when it stops all of them end while the server still answers, before
/// it stops itself.
/// </summary>
internal sealed class SessionService(IEnumerable<SessionRegistry> registries, IHostApplicationLifetime lifetime, IOptions<HostOptions> host)
    : IHostedLifecycleService
{
    // To make the registries is to check their options.
    private readonly SessionRegistry[] _registries = [.. registries];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => Array.ForEach(_registries, static registry => registry.RefuseAll()));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Services stop in turn, and the server is the first of them: it would wait for the peers, and nobody would tell them.
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_registries.Select(registry => registry.StopAsync(SaveLimit(registry.Game.Options), cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Behind it the closes need their time; a host that gives little has it shared in two.
    private TimeSpan SaveLimit(MultiplayerOptions options)
    {
        var all = host.Value.ShutdownTimeout;
        if (all == Timeout.InfiniteTimeSpan) return options.ShutdownTimeout;
        var left = all - options.WebSockets.DrainTimeout - options.WebSockets.CloseTimeout;
        if (left < all / 2) left = all / 2;
        return options.ShutdownTimeout < left ? options.ShutdownTimeout : left;
    }
}

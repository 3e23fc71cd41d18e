using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Transport.AspNetCore.Lifetime;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore;

/// <summary>Adds games to an app's services.</summary>
public static class MultiplayerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a game, of which each session is a <typeparamref name="TSession"/>. Called again for the same game it adds to its options. The
    /// sessions are found by <see cref="MultiplayerSessions{TSession}"/>, and their time is that of the <see cref="TimeProvider"/> in the
    /// services, if there is one.
    /// </summary>
    /// <typeparam name="TSession">Made by its registration where it has one, transient or scoped, else by its public constructor.</typeparam>
    /// <param name="services">The app's.</param>
    /// <param name="configure">Changes the defaults; null for none.</param>
    /// <returns>The options, to be bound to a configuration or validated.</returns>
    public static OptionsBuilder<MultiplayerOptions> AddMultiplayer<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSession>(
        this IServiceCollection services, Action<MultiplayerOptions>? configure = null)
        where TSession : MultiplayerSession
    {
        ArgumentNullException.ThrowIfNull(services);
        var name = OptionsName(typeof(TSession));
        if (!services.Any(static service => service.ServiceType == typeof(MultiplayerSessions<TSession>)))
        {
            services.AddSingleton(static provider => CreateRegistry(provider, new SessionFactory<TSession>()));
            services.AddSingleton(static provider => new MultiplayerSessions<TSession>(FindRegistry(provider, typeof(TSession))));
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SessionService>());
        }
        var options = services.AddOptions<MultiplayerOptions>(name);
        return configure is null ? options : options.Configure(configure);
    }

    /// <summary>The registry of a game.</summary>
    /// <param name="services">The app's.</param>
    /// <param name="sessionType">The game's session; null for the only game.</param>
    /// <exception cref="InvalidOperationException">It was not added, or there are several.</exception>
    internal static SessionRegistry FindRegistry(IServiceProvider services, Type? sessionType)
    {
        var registries = services.GetServices<SessionRegistry>().ToArray();
        if (sessionType is not null)
        {
            return Array.Find(registries, registry => registry.SessionType == sessionType)
                ?? throw new InvalidOperationException($"There is no game {sessionType.Name}: call services.AddMultiplayer<{sessionType.Name}>().");
        }
        return registries.Length switch
        {
            1 => registries[0],
            0 => throw new InvalidOperationException("There is no game: call services.AddMultiplayer<TSession>()."),
            _ => throw new InvalidOperationException($"There are several games ({NamesOf(registries)}): call MapMultiplayer<TSession>()."),
        };
    }

    private static SessionRegistry CreateRegistry(IServiceProvider services, SessionFactory factory)
    {
        var options = services.GetRequiredService<IOptionsMonitor<MultiplayerOptions>>().Get(OptionsName(factory.SessionType));
        options.Check();
        options.WebSockets.MaxClients = Math.Min(options.WebSockets.MaxClients ?? int.MaxValue, options.MaxPeersPerSession);
        var game = new Game(
            factory.SessionType.Name,
            options,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        return new SessionRegistry(game, factory, services);
    }

    private static string NamesOf(SessionRegistry[] registries) =>
        string.Join(", ", registries.Select(static registry => registry.SessionType.Name));

    private static string OptionsName(Type sessionType) => sessionType.FullName ?? sessionType.Name;
}

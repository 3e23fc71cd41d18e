using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Transport.AspNetCore.Upgrades;

namespace Transport.AspNetCore;

/// <summary>Maps games to routes.</summary>
public static class MultiplayerEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Connect];

    /// <summary>
    /// Maps a game to a route: over WebSockets, by HTTP/1.1 and by HTTP/2. What works on any endpoint works on this one: authorization, rate limits,
    /// hosts.
    /// </summary>
    /// <typeparam name="TSession">A game that was added by <see cref="MultiplayerServiceCollectionExtensions.AddMultiplayer"/>.</typeparam>
    /// <param name="endpoints">The app's.</param>
    /// <param name="pattern">
    /// Such as <c>/play/{session}</c>. Its <c>session</c> names the session, case-sensitive; with a default there may be but one.
    /// </param>
    /// <exception cref="ArgumentException">The pattern has no <c>session</c>.</exception>
    /// <exception cref="InvalidOperationException">The game was not added.</exception>
    public static IEndpointConventionBuilder MapMultiplayer<TSession>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
        where TSession : MultiplayerSession => Map(endpoints, pattern, typeof(TSession));

    /// <summary>The same for an app with one game.</summary>
    /// <inheritdoc cref="MapMultiplayer{TSession}"/>
    public static IEndpointConventionBuilder MapMultiplayer(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern) => Map(endpoints, pattern, null);

    /// <summary>
    /// Lets pages of other origins connect to this endpoint, beside those of <see cref="MultiplayerOptions.AllowedOrigins"/> and of this very server.
    /// </summary>
    /// <typeparam name="TBuilder">The endpoint's, or a group's.</typeparam>
    /// <param name="builder">What it is said of.</param>
    /// <param name="origins">Such as <c>https://game.example</c>, or <c>*</c> for every one.</param>
    /// <exception cref="ArgumentException">An origin is empty.</exception>
    public static TBuilder AllowOrigins<TBuilder>(this TBuilder builder, params string[] origins)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(origins);
        foreach (var origin in origins) ArgumentException.ThrowIfNullOrWhiteSpace(origin, nameof(origins));
        var metadata = new AllowedOrigins([.. origins]);
        builder.Add(endpoint => endpoint.Metadata.Add(metadata));
        return builder;
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string pattern, Type? sessionType)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (RoutePatternFactory.Parse(pattern).GetParameter(MultiplayerEndpoint.SessionValue) is null)
            throw new ArgumentException($"The route {pattern} does not name a session, as /play/{{session}} does.", nameof(pattern));
        var registry = MultiplayerServiceCollectionExtensions.FindRegistry(endpoints.ServiceProvider, sessionType);
        return endpoints
            .MapMethods(pattern, Methods, new MultiplayerEndpoint(registry).ServeAsync)
            .WithDisplayName($"{registry.SessionType.Name} {pattern}");
    }
}

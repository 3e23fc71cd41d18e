using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>What a test wants of its <see cref="GameHost"/>.</summary>
internal sealed class GameHostSettings
{
    public Action<MultiplayerOptions> Game { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public Action<WebApplication> Middleware { get; init; } = static _ => { };

    public Action<IEndpointConventionBuilder> Endpoint { get; init; } = static _ => { };

    public Action<WebApplication> App { get; init; } = static _ => { };

    public Action<KestrelServerOptions> Kestrel { get; init; } = static _ => { };

    public Action<ListenOptions> Listen { get; init; } = static _ => { };

    /// <summary>What is logged from this level on is kept.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Debug;

    public HttpProtocols Protocols { get; init; } = HttpProtocols.Http1;

    public X509Certificate2? Certificate { get; init; }

    /// <summary>The time of the sessions; the clients have the system's.</summary>
    public TimeProvider? Time { get; init; }
}

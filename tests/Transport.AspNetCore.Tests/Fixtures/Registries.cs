using Microsoft.Extensions.DependencyInjection;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore.Tests.Fixtures;

internal static class Registries
{
    /// <summary>What is behind the scripted game.</summary>
    public static SessionRegistry GetRequiredRegistry(this IServiceProvider services) => services.GetServices<SessionRegistry>().Single();
}

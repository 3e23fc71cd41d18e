using Microsoft.Extensions.DependencyInjection;
using Transport.AspNetCore.Sessions;

namespace Transport.AspNetCore.Tests.Fixtures;

internal static class Registries
{
    /// <summary>What is behind the scripted game.</summary>
    public static SessionRegistry GetRequiredRegistry(this IServiceProvider services) => services.GetServices<SessionRegistry>().Single();

    /// <summary>How many requests are on their way into a session, or in it.</summary>
    public static int JoinsOf(this SessionRegistry registry, string name) => registry.EntryOf(name)?.Joins ?? 0;
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Transport.AspNetCore.Sessions;

/// <summary>Makes a game's session in a scope: as it is registered, or by its constructor.</summary>
internal abstract class SessionFactory
{
    public abstract Type SessionType { get; }

    /// <param name="services">The session's scope.</param>
    /// <param name="isOwned">Whether the caller disposes it; what is registered, its scope disposes.</param>
    public abstract MultiplayerSession Create(IServiceProvider services, out bool isOwned);
}

/// <inheritdoc/>
internal sealed class SessionFactory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSession> : SessionFactory
    where TSession : MultiplayerSession
{
    private readonly Lazy<ObjectFactory<TSession>> _constructor = new(static () => ActivatorUtilities.CreateFactory<TSession>([]));

    public override Type SessionType => typeof(TSession);

    public override MultiplayerSession Create(IServiceProvider services, out bool isOwned)
    {
        var registered = services.GetService<TSession>();
        isOwned = registered is null;
        return registered ?? _constructor.Value(services, []);
    }
}

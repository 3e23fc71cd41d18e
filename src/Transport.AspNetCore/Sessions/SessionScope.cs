using Microsoft.Extensions.DependencyInjection;

namespace Transport.AspNetCore.Sessions;

/// <summary>What a session is made of beside its loop: its services, and itself.</summary>
internal sealed class SessionScope(Game game, SessionFactory factory, IServiceProvider root, string session)
{
    private readonly AsyncServiceScope _scope = root.CreateAsyncScope();
    private MultiplayerSession? _owned;

    public IServiceProvider Services => _scope.ServiceProvider;

    public MultiplayerSession Create()
    {
        var created = factory.Create(Services, out var isOwned);
        if (isOwned) _owned = created;
        return created;
    }

    /// <summary>Disposes everything; what is thrown is reported.</summary>
    public async Task DisposeAsync()
    {
        try
        {
            if (_owned is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync().ConfigureAwait(false);
            else (_owned as IDisposable)?.Dispose();
        }
#pragma warning disable CA1031 // A game's mistake is its own.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            game.ReportException(exception, session);
        }
        try
        {
            await _scope.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            game.ReportException(exception, session);
        }
    }
}

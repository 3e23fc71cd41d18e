using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>An app on this machine with the scripted game at <c>/play/{session}</c>.</summary>
internal sealed class GameHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GameHost(WebApplication app, bool isSecure)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
        IsSecure = isSecure;
    }

    public GameScript Script => Services.GetRequiredService<GameScript>();

    public MultiplayerSessions<ScriptedSession> Sessions => Services.GetRequiredService<MultiplayerSessions<ScriptedSession>>();

    public IServiceProvider Services => _app.Services;

    public LogRecorder Logs => Services.GetRequiredService<LogRecorder>();

    public int Port { get; }

    public bool IsSecure { get; }

    public string Authority => $"127.0.0.1:{Port}";

    public string Root => $"{(IsSecure ? "https" : "http")}://{Authority}";

    public static async Task<GameHost> StartAsync(GameHostSettings? settings = null)
    {
        settings ??= new GameHostSettings();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var logs = new LogRecorder();
        builder.Logging.AddProvider(logs).SetMinimumLevel(settings.LogLevel);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(new GameScript());
        if (settings.Time is { } time) builder.Services.AddSingleton(time);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            settings.Kestrel(kestrel);
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = settings.Protocols;
                settings.Listen(listen);
                if (settings.Certificate is { } certificate) listen.UseHttps(certificate);
            });
        });
        builder.Services.AddMultiplayer<ScriptedSession>(settings.Game);
        settings.Services(builder.Services);
        var app = builder.Build();
        settings.Middleware(app);
        settings.Endpoint(app.MapMultiplayer<ScriptedSession>("/play/{session}"));
        settings.App(app);
        await app.StartAsync();
        return new GameHost(app, settings.Certificate is not null);
    }

    public string Url(string session = "one") => $"{(IsSecure ? "wss" : "ws")}://{Authority}/play/{session}";

    public Task<GameClient> JoinAsync(string session = "one", TlsOptions? tls = null) => GameClient.ConnectAsync(Url(session), tls);

    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

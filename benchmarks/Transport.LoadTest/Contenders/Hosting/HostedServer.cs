using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Transport.AspNetCore;
using Transport.LoadTest.Contenders.Kestrel;
using Transport.LoadTest.Contenders.WebSockets;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Hosting;

/// <summary>A host with one game, and in it one session.</summary>
internal sealed class HostedServer : IContenderServer
{
    /// <summary>Where the session is.</summary>
    public const string Path = $"/play/{SessionName}";

    private const string SessionName = "load";

    private readonly X509Certificate2? _certificate;
    private readonly WebApplication _host;
    private readonly MultiplayerSessions<LoadSession> _sessions;

    public HostedServer(MessageSizes sizes, bool isSecure, Func<Conversation> open)
    {
        if (isSecure) _certificate = LoopbackCertificate.Create();
        _host = KestrelHost.Create(_certificate, services =>
        {
            services.AddSingleton(new ConversationSource(open));
            services.AddMultiplayer<LoadSession>(options =>
            {
                // No contender counts who comes; this one would, for the sake of a public server.
                options.MaxPeersPerSession = options.MaxPeersPerAddress = options.MaxHandshakesPerSecond = int.MaxValue;
                WebSocketEnd.MakeRoom(options.WebSockets, sizes);
            });
        });
        _host.MapMultiplayer<LoadSession>("/play/{session}");
        _sessions = _host.Services.GetRequiredService<MultiplayerSessions<LoadSession>>();
    }

    public Task<int> StartAsync() => KestrelHost.StartAsync(_host);

    public async ValueTask BroadcastAsync(ReadOnlyMemory<byte> message)
    {
        // Without a client there is none.
        if (_sessions.Find(SessionName) is { } session) await session.InvokeAsync(() => session.Api.SendBytes(message.Span));
    }

    public async ValueTask DisposeAsync()
    {
        await KestrelHost.StopAsync(_host);
        _certificate?.Dispose();
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Tests.Lifetime;

/// <summary>A small server, as a process of its own: what this assembly does when it is run.</summary>
internal static class HostProgram
{
    private static async Task Main()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddMultiplayer<Match>();
        var app = builder.Build();
        app.MapMultiplayer("/play/{session}");
        await app.StartAsync();
        Console.WriteLine($"listening {new Uri(app.Urls.First()).Port}");
        await app.WaitForShutdownAsync();
        Console.WriteLine("stopped");
    }

    private sealed class Match : MultiplayerSession
    {
        protected internal override ValueTask<JoinRefusal?> OnCreatingAsync(JoinRequest request, CancellationToken cancellationToken)
        {
            Api.PeerPacket += (sender, payload) => Api.SendBytes(payload.Span, sender);
            return default;
        }

        protected internal override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            Console.WriteLine($"saved {Name} with {Api.Peers.Count}");
        }
    }
}

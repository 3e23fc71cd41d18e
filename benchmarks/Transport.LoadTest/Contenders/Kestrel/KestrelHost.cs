using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Transport.LoadTest.Contenders.Kestrel;

/// <summary>An ASP.NET Core host with nothing in it but Kestrel: no logs, no configuration, any free port.</summary>
internal static class KestrelHost
{
    public static WebApplication Create(X509Certificate2? certificate, Action<IServiceCollection>? addServices = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Any, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();
        addServices?.Invoke(builder.Services);
        return builder.Build();
    }

    public static async Task<int> StartAsync(WebApplication host)
    {
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
    }

    /// <summary>Without waiting for connections to come to an end.</summary>
    public static async ValueTask StopAsync(WebApplication host)
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await host.StopAsync(now.Token);
        await host.DisposeAsync();
    }
}

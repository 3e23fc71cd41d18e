using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Transport.Browser.Tests;

/// <summary>A web server with the published page, by <c>http</c> and by <c>https</c>.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Site(WebApplication web)
    {
        _web = web;
        var ports = web.Urls.Select(static url => new Uri(url).Port).ToArray();
        Url = $"http://localhost:{ports[0]}/";
        SecureUrl = $"https://localhost:{ports[1]}/";
    }

    public string Url { get; }

    public string SecureUrl { get; }

    /// <summary>What <c>/hold</c> waits for, before it answers.</summary>
    public TaskCompletionSource Hold { get; set; } = new();

    /// <summary>Completes when somebody waits for <c>/hold</c>.</summary>
    public TaskCompletionSource Held { get; set; } = new();

    public static async Task<Site> StartAsync(string folder, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var web = builder.Build();
        Site? site = null;
        var files = new PhysicalFileProvider(folder);
        var types = new FileExtensionContentTypeProvider();
        web.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        web.Use((context, next) =>
        {
            PreferCompressed(context, files, types);
            return next(context);
        });
        web.UseStaticFiles(new StaticFileOptions { FileProvider = files, ServeUnknownFileTypes = true });
        web.Map("/hold", async (HttpContext _) =>
        {
            site!.Held.TrySetResult();
            await site.Hold.Task;
        });
        web.Map("/refuse/{status:int}", (int status) => Results.StatusCode(status));
        await web.StartAsync();
        return site = new Site(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    // Where a page was published with its files compressed, these are sent.
    private static void PreferCompressed(HttpContext context, PhysicalFileProvider files, FileExtensionContentTypeProvider types)
    {
        var path = context.Request.Path.Value!;
        if (!files.GetFileInfo(path + ".br").Exists || !types.TryGetContentType(path, out var type)) return;
        context.Request.Path += ".br";
        context.Response.Headers.ContentEncoding = "br";
        context.Response.OnStarting(() =>
        {
            context.Response.ContentType = type;
            return Task.CompletedTask;
        });
    }
}

using ConnectFour.Matches;
using ConnectFour.Server;
using Transport.AspNetCore;

// Settings and page lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
// The page, also when it was not published.
builder.WebHost.UseStaticWebAssets();
builder.Services.AddOptions<ServerOptions>().BindConfiguration("");
var settings = builder.Configuration.Get<ServerOptions>() ?? new ServerOptions();
// A free port can be had for an address only, and not for a name.
if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
    builder.WebHost.UseUrls(settings.Port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{settings.Port}");

builder.Services.AddMultiplayer<MatchSession>(options =>
{
    options.MaxSessions = 500;
    // A seat is kept for a minute, even when both players are away.
    options.EmptyLinger = TimeSpan.FromSeconds(75);
    MatchOptions.Limit(options.Api);
    options.WebSockets.MaxMessageBytes = MatchSession.MaxMessageBytes;
    foreach (var origin in settings.Origins) options.AllowedOrigins.Add(origin);
});
builder.Services.AddHealthChecks().AddMultiplayerCheck();

var app = builder.Build();
app.MapStaticAssets();
app.MapMultiplayer<MatchSession>("/play/{session}");
app.MapGet("/udp/{session}", MatchList.GetUdpPortAsync);
app.MapGet("/matches", MatchList.GetAsync);
app.MapHealthChecks("/health");
// Every match has an address of its own, and the same page behind it.
app.MapFallbackToFile("index.html");

app.Lifetime.ApplicationStarted.Register(() => Welcome.Write(app.Urls, Console.Out));
app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine("The server closes."));
await app.RunAsync();

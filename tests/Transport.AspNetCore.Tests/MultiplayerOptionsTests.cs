using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Transport.AspNetCore.Tests;

internal sealed class MultiplayerOptionsTests
{
    private static readonly (string Name, Action<MultiplayerOptions> Spoil)[] Mistakes =
    [
        ("MaxSessions", static options => options.MaxSessions = 0),
        ("MaxPeersPerSession", static options => options.MaxPeersPerSession = 0),
        ("MaxPeersPerAddress", static options => options.MaxPeersPerAddress = -1),
        ("MaxHandshakesPerSecond", static options => options.MaxHandshakesPerSecond = 0),
        ("MaxSessionNameChars", static options => options.MaxSessionNameChars = 0),
        ("AdmissionTimeout", static options => options.AdmissionTimeout = TimeSpan.Zero),
        ("EmptyLinger", static options => options.EmptyLinger = TimeSpan.FromTicks(-1)),
        ("24 days", static options => options.EmptyLinger = TimeSpan.MaxValue),
        ("TickInterval", static options => options.TickInterval = TimeSpan.FromTicks(-1)),
        ("ShutdownTimeout", static options => options.ShutdownTimeout = TimeSpan.FromTicks(-1)),
        ("SampleInterval", static options => options.SampleInterval = TimeSpan.FromTicks(-1)),
        ("ShutdownReason", static options => options.ShutdownReason = new string('x', CloseCode.MaxReasonBytes + 1)),
        ("reason", static options => options.ShutdownReason = null!),
        ("MaxMessageBytes", static options => options.WebSockets.MaxMessageBytes = 0),
        ("origin", static options => options.AllowedOrigins.Add("")),
        ("AnswerTimeout", static options => options.Api.AnswerTimeout = TimeSpan.Zero),
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private static IEnumerable<string> MistakeNames => Mistakes.Select(static mistake => mistake.Name);

    [TestCaseSource(nameof(MistakeNames))]
    public async Task AMistakeThrowsWhenTheHostStarts(string name)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton(new GameScript());
        builder.Services.AddMultiplayer<ScriptedSession>(Mistakes.Single(mistake => mistake.Name == name).Spoil);
        await using var app = builder.Build();
        Assert.That(async () => await app.StartAsync(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(name));
    }

    [Test]
    public void TheDefaultsAndTheEdgesAreInOrder()
    {
        new MultiplayerOptions().Check();
        new MultiplayerOptions
        {
            MaxSessions = 1,
            MaxPeersPerSession = 1,
            MaxPeersPerAddress = 1,
            MaxHandshakesPerSecond = 1,
            MaxSessionNameChars = 1,
            AdmissionTimeout = TimeSpan.FromTicks(1),
            EmptyLinger = TimeSpan.Zero,
            TickInterval = TimeSpan.Zero,
            ShutdownTimeout = TimeSpan.Zero,
            SampleInterval = TimeSpan.Zero,
            ShutdownReason = new string('x', CloseCode.MaxReasonBytes),
        }.Check();
        new MultiplayerOptions { AdmissionTimeout = Longest, EmptyLinger = Longest, TickInterval = Longest, ShutdownTimeout = Longest, SampleInterval = Longest }.Check();
    }

    [Test]
    public void TheyAreBoundToAConfiguration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Four:MaxSessions"] = "7",
            ["Four:EmptyLinger"] = "00:02:00",
            ["Four:AllowedOrigins:0"] = "https://game.example",
            ["Four:WebSockets:MaxMessageBytes"] = "1000",
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddMultiplayer<ScriptedSession>(static options => options.MaxPeersPerSession = 3).BindConfiguration("Four");
        services.AddMultiplayer<ScriptedSession>(static options => options.MaxPeersPerAddress = 4);
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<MultiplayerOptions>>().Get(typeof(ScriptedSession).FullName);
        Assert.That(
            (options.MaxSessions, options.EmptyLinger, options.AllowedOrigins.Single(), options.WebSockets.MaxMessageBytes, options.MaxPeersPerSession, options.MaxPeersPerAddress),
            Is.EqualTo((7, TimeSpan.FromMinutes(2), "https://game.example", 1000, 3, 4)));
    }

    [TestCase(null, 5, 5)]
    [TestCase(3, 5, 3)]
    [TestCase(9, 5, 5)]
    public void TheLowerOfTheTwoLimitsOfPeersCounts(int? maxClients, int maxPeers, int counts)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new GameScript());
        services.AddMultiplayer<ScriptedSession>(options =>
        {
            options.WebSockets.MaxClients = maxClients;
            options.MaxPeersPerSession = maxPeers;
        });
        using var provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredRegistry().Game.Options.WebSockets.MaxClients, Is.EqualTo(counts));
    }
}

using ConnectFour.Matches;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Transport.AspNetCore;
using Transport.LiteNet;
using JoinRequest = Transport.AspNetCore.JoinRequest;

namespace ConnectFour.Server;

/// <summary>One match: its game, and UDP beside the WebSockets.</summary>
internal sealed class MatchSession(IServer server, IOptions<ServerOptions> options, ILogger<MatchSession> logger) : MultiplayerSession, IDisposable
{
    /// <summary>The most characters of a match's name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>No message to this server comes near it; a larger one ends its connection before memory is taken for it.</summary>
    public const int MaxMessageBytes = 1024;

    private volatile int _udpPort;
    private Match? _match;

    /// <summary>Where players come over UDP; 0 when none can be had. From any thread.</summary>
    public int UdpPort => _udpPort;

    /// <summary>For a list of matches. From any thread.</summary>
    public Task<MatchSummary?> SummariseAsync() => InvokeAsync(() => _match is null ? null : MatchSummary.Of(_match.State));

    /// <summary>The game ends with its session.</summary>
    public void Dispose() => _match?.Dispose();

    protected override void AddCarriers(SessionCarriers carriers)
    {
        var udp = new LiteNetMultiplayerPeer(new LiteNetMultiplayerPeerOptions { MaxPacketBytes = MaxMessageBytes });
        carriers.Add(udp, StartUdp, (udp, id) => udp.GetPeerAddress(id));
    }

    protected override ValueTask<JoinRefusal?> OnCreatingAsync(JoinRequest request, CancellationToken cancellationToken)
    {
        if (Name != PlainText.From(Name, MaxNameLength))
            return new(JoinRefusal.NotFound($"The name of a match has at most {MaxNameLength} characters that can be seen."));
        var game = new MatchOptions { TurnTime = options.Value.TurnTime, BotSeed = Random.Shared.Next() };
        _match = new Match(Api, Name, game, log: line => Log.Happened(logger, Name, line));
        _match.TickDue += () => _ = InvokeAsync(_match.Tick);
        return default;
    }

    protected override ValueTask OnEndedAsync(SessionEndReason reason, CancellationToken cancellationToken)
    {
        Dispose();
        Log.Ended(logger, Name, reason);
        return default;
    }

    private void StartUdp(LiteNetMultiplayerPeer udp)
    {
        udp.CreateServer(0, IsForThisMachine() ? "127.0.0.1" : "*");
        _udpPort = udp.LocalPort;
    }

    // Whoever cannot reach the page should not reach this port either.
    private bool IsForThisMachine() =>
        server.Features.Get<IServerAddressesFeature>()!.Addresses.All(static address => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.IsLoopback);
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Transport.AspNetCore.Upgrades;
using Transport.ContractTests;

namespace Transport.AspNetCore.Tests.Contract;

/// <summary>Servers whose peers come through Kestrel, and this library's clients over real sockets.</summary>
internal sealed class HostCarrier : ContractCarrier
{
    private readonly ConcurrentDictionary<string, WebSocketMultiplayerPeer> _servers = new();
    private readonly Dictionary<MultiplayerPeer, TcpClient> _links = [];
    private readonly WebApplication _app;
    private readonly int _port;

    public HostCarrier()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(ServeAsync);
        _app.Start();
        _port = new Uri(_app.Urls.First()).Port;
    }

    public override string? CannotSilenceLinks => "The system keeps a socket's connection alive; the run over streams in memory silences links.";

    public override string? CannotLimitPackets => "The server's and the system's buffers take a million empty packets first; the other runs reach the limit.";

    // The host is there all the same, and hangs up.
    public override DisconnectReason ReasonWhenNobodyAnswers => DisconnectReason.ConnectionLost;

    public override MultiplayerPeer CreatePeer(CarrierLimits limits) => new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions
    {
        MaxMessageBytes = limits.MaxPacketBytes,
        InboundQueueBytes = limits.InboundBytes,
        InboundQueuePackets = limits.InboundPackets,
        OutboundQueueBytes = limits.OutboundBytes,
        OutboundQueuePackets = limits.OutboundPackets,
        MaxClients = limits.MaxClients,
        MaxPendingHandshakesPerAddress = StormClients,
        DrainTimeout = CloseDrainTime,
        SilenceLimit = LivenessTime,
    });

    public override void StartServer(MultiplayerPeer peer)
    {
        var server = (WebSocketMultiplayerPeer)peer;
        server.CreateStreamServer();
        _servers[NameOf(peer)] = server;
    }

    public override void StartClient(MultiplayerPeer client, MultiplayerPeer server) => Connect(client, NameOf(server));

    public override void StartClientOfNobody(MultiplayerPeer client) => Connect(client, "nobody");

    public override void CutLink(MultiplayerPeer client)
    {
        var socket = _links[client].Client;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        foreach (var link in _links.Values) link.Dispose();
        await base.DisposeAsync();
    }

    private void Connect(MultiplayerPeer client, string server)
    {
        var tcp = new TcpClient { NoDelay = true };
        tcp.Connect(IPAddress.Loopback, _port);
        _links[client] = tcp;
        ((WebSocketMultiplayerPeer)client).CreateStreamClient(tcp.GetStream(), $"ws://127.0.0.1:{_port}/{server}");
    }

    // The endpoint's own steps, without sessions above them.
    private async Task ServeAsync(HttpContext context)
    {
        if (!_servers.TryGetValue(context.Request.Path.Value![1..], out var server) || server.Status == ConnectionStatus.Disconnected)
        {
            context.Abort();
            return;
        }
        var remote = new IPEndPoint(context.Connection.RemoteIpAddress!, context.Connection.RemotePort);
        using var upgrade = WebSocketUpgrade.Check(HttpRequests.Read(context, remote), server.Options);
        if (upgrade.IsRefused || !server.TryAdmit(upgrade))
        {
            await HttpRequests.RefuseAsync(context, upgrade, retryAfterSeconds: null);
            return;
        }
        await upgrade.AcceptAsync(await HttpRequests.AcceptAsync(context, upgrade));
    }

    private static string NameOf(MultiplayerPeer server) => $"{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(server)}";
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Transport.AspNetCore.Tests.Nginx;

/// <summary>Behind a real nginx that ends TLS: plays, with the client's true address, which nobody else can claim.</summary>
internal sealed class NginxTests
{
    private const string Forged = "X-Forwarded-For: 203.0.113.9";

    private static readonly TlsOptions Trust = TlsOptions.Client([Certificates.Local]);

    private GameHost _host = null!;
    private NginxServer _nginx = null!;
    private PeerContext? _seen;

    [SetUp]
    public async Task Start()
    {
        _host = await GameHost.StartAsync(new()
        {
            // As docs/guide/hosting.md shows it.
            Middleware = static app =>
            {
                var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
                forwarded.KnownProxies.Clear();
                forwarded.KnownIPNetworks.Clear();
                forwarded.KnownProxies.Add(IPAddress.Loopback);
                app.UseForwardedHeaders(forwarded);
            },
        });
        _host.Script.Connected = (session, id) => _seen = session.FindPeer(id);
        _nginx = await NginxServer.StartAsync(_host.Port);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_nginx is not null) await _nginx.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task PlayersPlay()
    {
        using var alice = await ConnectAsync("127.0.0.2", _nginx.Port);
        using var bob = await ConnectAsync("127.0.0.3", _nginx.Port);
        void Poll()
        {
            alice.Api.Poll();
            bob.Api.Poll();
        }
        for (var i = 0; i < 50; i++) await alice.EchoAsync($"move {i}");
        await alice.EchoAsync(new string('x', 60_000));
        await Waiting.Until(() => alice.Api.Peers.Contains(bob.Id), "the two to know each other", Poll);
        alice.Api.SendBytes("psst"u8, bob.Id);
        await Waiting.Until(() => bob.Packets.Contains($"{alice.Id}: psst"), "a packet", Poll);
    }

    [Test]
    public async Task TheClientsOwnAddressIsKnown()
    {
        using var client = await ConnectAsync("127.0.0.2", _nginx.Port);
        await client.EchoAsync("x");
        Assert.That(
            (_seen!.RemoteEndPoint!.Address.ToString(), _seen.Scheme, _seen.Host),
            Is.EqualTo(("127.0.0.2", "https", $"localhost:{_nginx.Port}")));
        var session = _host.Sessions.Find("one")!;
        var carrier = await session.InvokeAsync(() => ((WebSocketMultiplayerPeer)session.Peer).GetPeerAddress(client.Id));
        Assert.That(carrier!.ToString(), Is.EqualTo("127.0.0.2"));
    }

    [Test]
    public async Task AnAddressThatTheClientClaimsIsNotBelieved()
    {
        using var client = await ConnectAsync("127.0.0.2", _nginx.Port, Forged);
        await client.EchoAsync("x");
        Assert.That(_seen!.RemoteEndPoint!.Address.ToString(), Is.EqualTo("127.0.0.2"));
    }

    [Test]
    public async Task WhoeverGoesRoundTheProxyIsNotBelieved()
    {
        using var client = await ConnectAsync("127.0.0.3", _host.Port, Forged, isSecure: false);
        await client.EchoAsync("x");
        Assert.That((_seen!.RemoteEndPoint!.Address.ToString(), _seen.Scheme), Is.EqualTo(("127.0.0.3", "http")));
    }

    [Test]
    public async Task PagesOfTheSiteAreLetInAndForeignOnesAreNot()
    {
        using var page = await ConnectAsync("127.0.0.2", _nginx.Port, $"Origin: https://localhost:{_nginx.Port}");
        await page.EchoAsync("x");
        using var foreign = Create("127.0.0.2", _nginx.Port, "Origin: https://evil.example", isSecure: true);
        await foreign.Until(() => foreign.Ending is not null, "the refusal");
        Assert.That((foreign.Ending!.Value.Reason, foreign.Ending.Value.Code), Is.EqualTo((DisconnectReason.Refused, 403)));
    }

    [Test]
    public async Task CloseCodesComeThrough()
    {
        _host.Script.Packet = static (session, sender, _) => session.Api.DisconnectPeer(sender, 4001, "enough");
        using (var client = await ConnectAsync("127.0.0.2", _nginx.Port))
        {
            client.Send("x");
            Assert.That((await client.UntilGoneAsync()).ToString(), Is.EqualTo("Closed by the other end, code 4001: enough"));
        }
        using (var client = await ConnectAsync("127.0.0.2", _nginx.Port)) await client.Peer.CloseAsync(4002, "bye");
        await Waiting.Until(() => _host.Script.Has("one: - True Closed 4002"), "the end at the server");
        using var last = await ConnectAsync("127.0.0.2", _nginx.Port);
        var stopping = _host.StopAsync();
        Assert.That((await last.UntilGoneAsync()).Code, Is.EqualTo(1001));
        await Waiting.Soon(stopping, "the host to stop");
    }

    private static async Task<GameClient> ConnectAsync(string from, int port, string? header = null, bool isSecure = true)
    {
        var client = Create(from, port, header, isSecure);
        await client.Until(() => client.IsConnected || client.Ending is not null, "a connection");
        Assert.That(client.Ending, Is.Null);
        return client;
    }

    // From an address of this machine that the proxy does not have.
    private static GameClient Create(string from, int port, string? header, bool isSecure)
    {
        var client = new GameClient();
        if (header is not null) client.Peer.Options.HandshakeHeaders.Add(header);
        var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        tcp.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        tcp.Connect(IPAddress.Loopback, port);
        client.Peer.CreateStreamClient(
            new NetworkStream(tcp, ownsSocket: true), $"{(isSecure ? "wss" : "ws")}://localhost:{port}/play/one", isSecure ? Trust : null);
        return client;
    }
}

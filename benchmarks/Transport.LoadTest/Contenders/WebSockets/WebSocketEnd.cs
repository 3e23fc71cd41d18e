using System.Net;
using System.Security.Cryptography.X509Certificates;
using Transport.LoadTest.Contenders.Peers;
using Transport.WebSockets;

namespace Transport.LoadTest.Contenders.WebSockets;

/// <summary>A <see cref="WebSocketMultiplayerPeer"/>.</summary>
/// <param name="sizes">How large the messages will be.</param>
/// <param name="isSecure">Whether it has TLS.</param>
/// <param name="path">Where a client finds the server.</param>
internal sealed class WebSocketEnd(MessageSizes sizes, bool isSecure, string path = "/") : IPeerEnd
{
    // What an api puts before its bytes.
    private const int HeaderRoom = 16;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    private readonly WebSocketMultiplayerPeer _peer = new(OptionsFor(sizes));
    private X509Certificate2? _certificate;

    public MultiplayerPeer Peer => _peer;

    /// <summary>Makes room for messages that are larger than a game's.</summary>
    public static void MakeRoom(WebSocketMultiplayerPeerOptions options, MessageSizes sizes)
    {
        if (!sizes.AreLarge) return;
        options.MaxMessageBytes = sizes.LargestBytes + HeaderRoom;
        options.InboundQueueBytes = options.OutboundQueueBytes = sizes.QueueBytes;
    }

    public int Listen()
    {
        if (isSecure) _certificate = LoopbackCertificate.Create();
        _peer.CreateServer(0, "0.0.0.0", _certificate is null ? null : TlsOptions.Server(_certificate));
        return _peer.LocalPort;
    }

    public void Connect(IPEndPoint server) =>
        _peer.CreateClient($"{(isSecure ? "wss" : "ws")}://{server}{path}", isSecure ? TlsOptions.ClientUnsafe() : null);

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        _certificate?.Dispose();
    }

    private static WebSocketMultiplayerPeerOptions OptionsFor(MessageSizes sizes)
    {
        // No other contender gives up sooner, and a machine may be busy.
        var options = new WebSocketMultiplayerPeerOptions { HandshakeTimeout = ConnectPatience };
        MakeRoom(options, sizes);
        return options;
    }
}

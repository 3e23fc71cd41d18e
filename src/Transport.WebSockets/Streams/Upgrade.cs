using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Streams;

/// <summary>The HTTP upgrade that a connection begins with, from either side.</summary>
internal abstract class Upgrade
{
    /// <summary>Answers one.</summary>
    internal sealed class Server(ServerHandshakeSettings settings, bool isSecure) : Upgrade
    {
        public ServerHandshakeSettings Settings { get; } = settings;

        public string Scheme { get; } = isSecure ? "wss" : "ws";
    }

    /// <summary>Was answered by a host, that has admitted the client.</summary>
    internal sealed class Hosted(WebSocketUpgrade upgrade) : Upgrade
    {
        public WebSocketUpgrade Answer { get; } = upgrade;
    }

    /// <summary>Asks for one.</summary>
    internal sealed class Client(WebSocketUrl url, ClientHandshake handshake) : Upgrade
    {
        public WebSocketUrl Url { get; } = url;

        public ClientHandshake Handshake { get; } = handshake;
    }
}

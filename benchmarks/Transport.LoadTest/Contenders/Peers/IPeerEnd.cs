using System.Net;

namespace Transport.LoadTest.Contenders.Peers;

/// <summary>A multiplayer peer that is not started, and how it is started over its carrier.</summary>
internal interface IPeerEnd : IAsyncDisposable
{
    MultiplayerPeer Peer { get; }

    /// <summary>Starts it as a server, on all addresses of this machine.</summary>
    /// <returns>The port, the system's choice.</returns>
    int Listen();

    /// <summary>Starts it as a client.</summary>
    void Connect(IPEndPoint server);
}

using Transport;

namespace ConnectFour;

/// <summary>A client that is not started, and how it is: at first, and again when its connection was lost.</summary>
/// <param name="Peer">The client.</param>
/// <param name="Connect">Starts it.</param>
public sealed record Way(MultiplayerPeer Peer, Action Connect);

using Transport;

namespace TicTacToe;

/// <summary>A server that is open, and the way to it.</summary>
/// <param name="Server">Started as a server.</param>
/// <param name="Address">Where others find it.</param>
/// <param name="Join">Makes a client that connects to it from this machine.</param>
public sealed record Host(MultiplayerPeer Server, string Address, Func<MultiplayerPeer> Join);

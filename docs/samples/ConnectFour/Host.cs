using Transport;

namespace ConnectFour;

/// <summary>A server that is open, and the ways to it.</summary>
/// <param name="Server">Started as a server.</param>
/// <param name="Addresses">Where others find it.</param>
/// <param name="Ways">Makes a client on this machine, for each carrier one.</param>
public sealed record Host(MultiplayerPeer Server, string[] Addresses, Func<Way>[] Ways);

using System.Net;

namespace Transport.LoadTest.Processes;

/// <summary>
/// Where clients find a server on this machine. A pair of addresses has no more than some 28,000 ports for connections, those lately closed
/// included; so clients ask for several addresses of the server.
/// </summary>
internal static class LoopbackAddresses
{
    // Elsewhere only the first of them is there.
    private static readonly int Count = OperatingSystem.IsMacOS() ? 1 : 8;

    public static IPAddress Of(int client) => new([127, 0, 0, (byte)(1 + client % Count)]);
}

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>What lies between a client and a server in memory.</summary>
/// <param name="Client">The client's end.</param>
/// <param name="Server">The server's end.</param>
/// <param name="Served">Completes when the server has done with it.</param>
internal sealed record MemoryLink(DuplexStream Client, DuplexStream Server, Task Served);

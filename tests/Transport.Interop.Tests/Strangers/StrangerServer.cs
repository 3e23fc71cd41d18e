namespace Transport.Interop.Tests.Strangers;

/// <summary>A server of a stranger.</summary>
internal sealed class StrangerServer(NodeStranger stranger, int port, bool isSecure)
{
    public int Port { get; } = port;

    public string Url { get; } = $"{(isSecure ? "wss" : "ws")}://localhost:{port}/game?table=3";

    /// <summary>The next connection, waited for.</summary>
    public async Task<(StrangerSocket Socket, Request Request)> AcceptAsync(CancellationToken cancellationToken)
    {
        var request = await stranger.AskAsync<Request>("accept", new { port = Port }, cancellationToken).ConfigureAwait(false);
        return (new StrangerSocket(stranger, request.Socket, request.Protocol), request);
    }

    /// <summary>A client's request as the stranger read it.</summary>
    internal sealed record Request(int Socket, string Protocol, string Url, Dictionary<string, string> Headers);
}

using System.Net;

namespace Transport.LoadTest.Contenders;

/// <summary>One client of a contender, with one connection.</summary>
internal interface IContenderClient : IAsyncDisposable
{
    /// <summary>
    /// Connects, and runs the conversation from then on. Completes when the server has let the client in: its answer came, whatever that is
    /// in the contender's protocol.
    /// </summary>
    /// <exception cref="Exception">It did not get in.</exception>
    Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken);

    /// <summary>Sends a message from outside the conversation. Called by one thread at a time, while the conversation only listens.</summary>
    /// <returns>Completes when the message was handed over, and its bytes are no longer needed.</returns>
    ValueTask SendAsync(ReadOnlyMemory<byte> message);
}

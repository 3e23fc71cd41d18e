namespace Transport.LoadTest.Contenders;

/// <summary>
/// The server of a contender. It takes every connection and runs its conversation: a message in, then all that the conversation wants to
/// send.
/// </summary>
internal interface IContenderServer : IAsyncDisposable
{
    /// <summary>Listens on all addresses of this machine.</summary>
    /// <returns>The port, the system's choice.</returns>
    Task<int> StartAsync();

    /// <summary>Sends a message to every connection. Called by one thread at a time, while no conversation sends.</summary>
    /// <returns>Completes when the message was handed over for each of them, and its bytes are no longer needed.</returns>
    ValueTask BroadcastAsync(ReadOnlyMemory<byte> message);
}

using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders;

/// <summary>What the clients of a process share.</summary>
internal interface IContenderClients : IAsyncDisposable
{
    /// <summary>A client that is not connected.</summary>
    /// <param name="conversation">What it says.</param>
    IContenderClient Create(Conversation conversation);
}

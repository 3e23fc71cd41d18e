using System.Collections.Concurrent;
using Transport.Carriers;

namespace Transport.LiteNet.Endpoints;

/// <summary>What a server is between a start and a close. Its endpoint may outlive it, and serve the next one.</summary>
internal sealed class ServerSession(
    LiteNetMultiplayerPeerOptions options, PeerInbox inbox, UniqueIdSequence ids, Func<bool> isRefusing)
{
    private readonly ConcurrentDictionary<int, Connection> _opened = new();
    private readonly ConcurrentDictionary<int, Connection> _known = new();
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiteNetMultiplayerPeerOptions Options => options;

    public PeerInbox Inbox => inbox;

    public UniqueIdSequence Ids => ids;

    /// <summary>How many are inside, those that are still joining included. Under the gate.</summary>
    public int Clients { get; set; }

    /// <summary>How many connections it has, those that are leaving included. Under the gate.</summary>
    public int Connections { get; set; }

    public bool IsRefusing => isRefusing();

    /// <summary>Completes when the session is closed, and nothing of it is left.</summary>
    public Task Completion => _completion.Task;

    public void Complete() => _completion.TrySetResult(true);

    /// <summary>The connection of a peer whose leaving the game has not been told yet, though it may have ended. From any thread.</summary>
    public Connection? Find(int id) => _known.TryGetValue(id, out var connection) ? connection : null;

    /// <summary>The game has been told that the peer is gone.</summary>
    public void Forget(int id) => _known.TryRemove(id, out _);

    public void Add(Connection connection) => _opened[connection.PeerId] = _known[connection.PeerId] = connection;

    /// <summary>Whether the connection was open until now.</summary>
    public bool Remove(Connection connection) => _opened.TryRemove(connection.PeerId, out _);
}

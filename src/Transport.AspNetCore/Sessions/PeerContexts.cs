using System.Collections.Concurrent;

namespace Transport.AspNetCore.Sessions;

/// <summary>
/// Who the peers of a session are. Put in from the thread of the request, before the peer is told connected; taken out on the loop, once its
/// PeerDisconnected was raised to everybody.
/// </summary>
internal sealed class PeerContexts
{
    private readonly ConcurrentDictionary<int, PeerContext> _contexts = new();
    private readonly List<int> _left = [];

    public int Count => _contexts.Count;

    public PeerContext? Find(int id) => _contexts.GetValueOrDefault(id);

    public void Add(PeerContext context) => _contexts[context.Id] = context;

    public void Remove(int id) => _contexts.TryRemove(id, out _);

    /// <summary>A peer is being told gone; other handlers may come.</summary>
    public void Leave(int id) => _left.Add(id);

    /// <summary>Behind a Poll that has raised everything.</summary>
    public void RemoveThoseWhoLeft()
    {
        foreach (var id in _left) Remove(id);
        _left.Clear();
    }
}

using System.Collections.Concurrent;
using System.Text;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>What the sessions of one test's host do, and all that they have seen. By default they let everybody in, and answer every packet.</summary>
internal sealed class GameScript
{
    private readonly ConcurrentQueue<string> _log = new();
    private int _made;
    private int _disposed;

    public Func<ScriptedSession, JoinRequest, CancellationToken, ValueTask<JoinRefusal?>> Creating { get; set; } = static (_, _, _) => default;

    public Func<ScriptedSession, JoinRequest, CancellationToken, ValueTask<JoinRefusal?>> Joining { get; set; } = static (_, _, _) => default;

    public Action<ScriptedSession, int> Connected { get; set; } = static (_, _) => { };

    public Action<ScriptedSession, int, DisconnectInfo> Disconnected { get; set; } = static (_, _, _) => { };

    public Action<ScriptedSession, int, byte[]> Packet { get; set; } = static (session, sender, payload) => session.Api.SendBytes(payload, sender);

    /// <summary>Instead of <see cref="Packet"/>, for who wants no copy of the payload.</summary>
    public Action<ScriptedSession, int, ReadOnlyMemory<byte>>? Bytes { get; set; }

    public Action<ScriptedSession, TimeSpan> Tick { get; set; } = static (_, _) => { };

    public Func<ScriptedSession, CancellationToken, ValueTask> ShuttingDown { get; set; } = static (_, _) => default;

    public Func<ScriptedSession, SessionEndReason, CancellationToken, ValueTask> Ended { get; set; } = static (_, _, _) => default;

    public Action<ScriptedSession, SessionCarriers> Adding { get; set; } = static (_, _) => { };

    public Func<WebSocketMultiplayerPeer, MultiplayerPeer>? Starting { get; set; }

    public int Made => Volatile.Read(ref _made);

    public int Disposed => Volatile.Read(ref _disposed);

    public IReadOnlyCollection<string> Log => _log;

    public void Write(string line) => _log.Enqueue(line);

    public bool Has(string line) => _log.Contains(line);

    public int CountOf(string line) => _log.Count(each => each == line);

    public void NoteMade() => Interlocked.Increment(ref _made);

    public void NoteDisposed() => Interlocked.Increment(ref _disposed);

    public static string Text(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);
}

using System.Net;
using System.Net.Sockets;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// One WebSocket connection: messages down, blocks of messages up to its <see cref="IConnectionOwner"/>. Two kinds: over a stream, with the
/// core of this library, and over the platform's socket, in a browser. Thread-safe.
/// </summary>
internal abstract class WebSocketConnection
{
    /// <summary>The peer id a multiplayer peer gave to this connection; 0 until then.</summary>
    public int PeerId { get; set; }

    /// <summary>Where it stands now.</summary>
    public abstract WebSocketState State { get; }

    /// <summary>When <see cref="OnTime"/> has something to do, on the clock of the owner.</summary>
    public virtual TimeSpan NextDue => TimeSpan.MaxValue;

    /// <summary>By how much sooner than <see cref="NextDue"/> a look is of use, if the clock looks at others anyway.</summary>
    public virtual TimeSpan Early => TimeSpan.Zero;

    /// <summary>The chosen subprotocol; empty for none.</summary>
    public string SelectedProtocol { get; protected set; } = "";

    /// <summary>On a client the URL that was asked for; on a server the one the client asked for.</summary>
    public string RequestedUrl { get; protected set; } = "";

    /// <summary>The other end's address, where it is known.</summary>
    public IPEndPoint? RemoteEndPoint { get; protected set; }

    /// <summary>The socket below, where there is one.</summary>
    public Socket? Socket { get; protected set; }

    /// <summary>How it ended; null before.</summary>
    public ConnectionEnd? Ending { get; protected set; }

    /// <summary>Completes when nothing of the connection is left: told over, drained, released.</summary>
    public Task Completion { get; protected set; } = Task.CompletedTask;

    /// <summary>Queues a message.</summary>
    public abstract QueueOutcome Send(bool isText, ReadOnlySpan<byte> payload);

    /// <summary>Queues a binary message that was framed already, without a mask; for servers.</summary>
    public abstract QueueOutcome SendFramed(ReadOnlySpan<byte> frame, int payloadBytes);

    /// <summary>Writes what is queued, from this thread, unless a write is under way.</summary>
    public abstract void Flush();

    /// <summary>Closes politely, behind what is queued. While it is still opening, cuts.</summary>
    /// <param name="code">One that may be sent.</param>
    /// <param name="reason">At most 123 bytes of UTF-8.</param>
    /// <param name="discardInbound">Whether what still comes is thrown away.</param>
    public abstract void Close(int code, string reason, bool discardInbound);

    /// <summary>Nothing more is taken: what still comes is thrown away, and does not wait for room.</summary>
    public abstract void DiscardInbound();

    /// <summary>Ends for a fault of the remote: what is queued and not being written is given up, the remote is told the code.</summary>
    public abstract void Fail(DisconnectInfo info);

    /// <summary>Cuts at once.</summary>
    public abstract void Abort(DisconnectInfo info);

    /// <summary>Sends a binary message of the carrier's own, which is not counted; for servers, as the first.</summary>
    public abstract void Greet(ReadOnlySpan<byte> payload);

    /// <summary>Takes the first message out of a block that the connection just handed over: it was the carrier's own, and is not counted.</summary>
    public abstract void SkipFirst(MessageBlock block);

    /// <summary>The owner has what it waited for; the handshake's deadline no longer counts.</summary>
    public virtual void Confirm()
    {
    }

    /// <summary>Looks at the deadlines; called by the clock once <see cref="NextDue"/> has come.</summary>
    public virtual void OnTime(TimeSpan now)
    {
    }

    /// <summary>What was counted since the connection opened.</summary>
    public abstract PeerStatistics GetStatistics();
}

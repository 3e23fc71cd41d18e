using System.Buffers;
using System.Text;
using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets;

// Messages, both ways, and what moves them: Poll.
public sealed partial class WebSocketPeer : IPacketPeer
{
    private const int StackTextBytes = 1024;

    private DisconnectInfo? _end;
    private int _nextMessage;

    /// <summary>How many messages can be taken without another Poll. Source: Godot <c>get_available_packet_count</c>.</summary>
    public int AvailablePacketCount { get; private set; }

    /// <summary>Whether the message taken last came as text. Source: Godot <c>was_string_packet</c>.</summary>
    public bool WasStringPacket { get; private set; }

    /// <summary>
    /// Moves the connection on once, and never blocks: writes what is queued, changes the state, makes messages that have arrived available. The
    /// payload of the last message is no longer valid. Source: Godot <c>poll</c>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void Poll()
    {
        ThrowIfDisposed();
        _activity.Reset();
        ReleaseTaken();
        Flush();
        while (_inbox is { } inbox && inbox.TryTake(out var item))
        {
            switch (item)
            {
                case MessageBlock block:
                    _blocks.Enqueue(block);
                    AvailablePacketCount += block.Count;
                    break;
                case DisconnectInfo info:
                    _end = info;
                    break;
                default:
                    if (_state == WebSocketState.Connecting) _state = WebSocketState.Open;
                    break;
            }
        }
        if (_end is { } end && AvailablePacketCount == 0) End(end);
    }

    /// <summary>Writes what is queued, from this thread, when nothing is being written. Poll does it too. Never blocks.</summary>
    public void Flush() => _services?.FlushQueue.Flush();

    /// <summary>
    /// Completes when <see cref="Poll"/> has something to do, or messages wait to be taken; at once when that is so already. What is queued is
    /// written first.
    /// </summary>
    /// <remarks>The continuation may run on the connection's thread. One caller may wait at a time. Nothing is allocated.</remarks>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InvalidOperationException">Another wait is pending.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public ValueTask WaitForActivityAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        Flush();
        // A message that was taken is activity as well: until Poll gives its memory back, there may be no room for more.
        return _blocks.Count > 0 || _end is not null || _inbox is { HasItems: true } ? default : _activity.WaitAsync(cancellationToken);
    }

    /// <summary>Queues a message. The payload is copied. Source: Godot <c>send</c>.</summary>
    /// <param name="payload">Any length; in text mode UTF-8. A receiver has a limit of its own.</param>
    /// <param name="mode">Text or binary. Default binary.</param>
    /// <returns>False when the outbound queue is full, or the connection is ending: nothing was queued, and the connection goes on as it was.</returns>
    /// <exception cref="ArgumentException">Text mode, and the payload is not UTF-8.</exception>
    /// <exception cref="InvalidOperationException">The peer is not open.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public bool Send(ReadOnlySpan<byte> payload, WriteMode mode = WriteMode.Binary)
    {
        ThrowIfNotOpen();
        if (mode == WriteMode.Text)
        {
            var utf8 = default(Utf8Validator);
            if (!utf8.TryAppend(payload) || !utf8.IsComplete) throw new ArgumentException("Text has to be UTF-8.", nameof(payload));
        }
        return IsQueued(_connection!.Send(mode == WriteMode.Text, payload));
    }

    /// <summary>Queues text. Source: Godot <c>send_text</c>.</summary>
    /// <param name="text">Sent as UTF-8; half a surrogate pair becomes U+FFFD.</param>
    /// <inheritdoc cref="Send"/>
    public bool SendText(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        ThrowIfNotOpen();
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var utf8 = size <= StackTextBytes ? stackalloc byte[StackTextBytes] : rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            return IsQueued(_connection!.Send(isText: true, utf8[..Encoding.UTF8.GetBytes(text, utf8)]));
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Queues a binary message. Source: Godot <c>put_packet</c>; here an empty one is sent too.</summary>
    /// <inheritdoc cref="Send"/>
    public bool PutPacket(ReadOnlySpan<byte> payload) => Send(payload);

    /// <summary>
    /// Takes the next message. Its payload is valid until the next TryReceive, <see cref="Poll"/> or <see cref="Dispose"/>; nothing is copied or allocated.
    /// False when there is none; Poll brings more.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public bool TryReceive(out WebSocketMessage message)
    {
        ThrowIfDisposed();
        ReleaseTaken();
        if (AvailablePacketCount == 0)
        {
            message = default;
            return false;
        }
        var block = _blocks.Peek();
        WasStringPacket = block.IsText(_nextMessage);
        message = new WebSocketMessage(block[_nextMessage++].Payload, WasStringPacket);
        AvailablePacketCount--;
        return true;
    }

    /// <summary>Takes the next message as an array of its own. Source: Godot <c>get_packet</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none: <see cref="AvailablePacketCount"/> is 0.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public byte[] GetPacket() =>
        TryReceive(out var message)
            ? message.Payload.ToArray()
            : throw new InvalidOperationException("There is no message to take; AvailablePacketCount is 0.");

    bool IPacketPeer.TryTakePacket(out ReadOnlyMemory<byte> payload)
    {
        var isThere = TryReceive(out var message);
        payload = message.Payload;
        return isThere;
    }

    private static bool IsQueued(QueueOutcome outcome) => outcome is QueueOutcome.Added or QueueOutcome.AddedFirst;

    private void End(DisconnectInfo info)
    {
        _end = null;
        DropUnread();
        _inbox?.Close();
        _inbox = null;
        _state = WebSocketState.Closed;
        // A cut of this end's own is told at once, also where the connection itself still closes.
        _ending = _connection!.Ending is { } ending && ending.Info == info ? ending : new ConnectionEnd(info, Transport.CloseCode.None, "");
    }

    private void ReleaseTaken()
    {
        if (_blocks.Count == 0 || _nextMessage < _blocks.Peek().Count) return;
        _blocks.Dequeue().Release();
        _nextMessage = 0;
    }

    private void DropUnread()
    {
        while (_blocks.Count > 0) _blocks.Dequeue().Release();
        _nextMessage = 0;
        AvailablePacketCount = 0;
    }

    private void ThrowIfNotOpen()
    {
        ThrowIfDisposed();
        if (ReadyState != WebSocketState.Open) throw NotOpen();
    }

    private InvalidOperationException NotOpen() => new($"The peer is {ReadyState}; only an open one sends.");
}

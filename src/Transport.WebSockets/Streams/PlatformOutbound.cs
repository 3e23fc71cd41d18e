using System.Buffers;
using System.Net.WebSockets;

namespace Transport.WebSockets.Streams;

/// <summary>
/// Messages on their way out through the platform's socket, one after the other: it takes whole messages, and no batches. Thread-safe.
/// </summary>
internal sealed class PlatformOutbound(ClientWebSocket socket, int maxBytes, int maxPackets)
{
    private readonly object _gate = new();
    private readonly Queue<Message> _messages = new();
    private int _queuedBytes;
    private int _queuedPackets;
    private long _packets;
    private long _payloadBytes;
    private bool _isOpen;
    private bool _isSending;
    private bool _isSealed;
    private TaskCompletionSource<bool>? _drained;

    /// <summary>From now on messages are sent.</summary>
    public void Open()
    {
        lock (_gate) _isOpen = true;
    }

    public QueueOutcome TryAdd(bool isText, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_isSealed) return QueueOutcome.Sealed;
            if (_queuedPackets > 0 && (_queuedPackets >= maxPackets || _queuedBytes + payload.Length > maxBytes)) return QueueOutcome.Full;
            var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
            payload.CopyTo(buffer);
            _messages.Enqueue(new Message(buffer, payload.Length, isText));
            _queuedPackets++;
            _queuedBytes += payload.Length;
            _packets++;
            _payloadBytes += payload.Length;
            return _queuedPackets == 1 ? QueueOutcome.AddedFirst : QueueOutcome.Added;
        }
    }

    /// <summary>Nothing can be added any more.</summary>
    public void Seal(bool dropPending)
    {
        lock (_gate)
        {
            _isSealed = true;
            if (!dropPending) return;
            while (_messages.Count > 0) Return(_messages.Dequeue());
        }
    }

    /// <summary>Completes when nothing is queued, or nothing can be sent any more.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (!_isSending && _messages.Count == 0) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Sends what is queued, unless somebody does already.</summary>
    public async Task FlushAsync()
    {
        lock (_gate)
        {
            if (_isSending || !_isOpen) return;
            _isSending = true;
        }
        try
        {
            while (TryTake(out var message))
            {
                try
                {
                    await socket.SendAsync(
                        message.Payload,
                        message.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
                        endOfMessage: true,
                        CancellationToken.None).ConfigureAwait(false);
                }
                finally
                {
                    lock (_gate) Return(message);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // The receive loop finds out, and tells.
            Seal(dropPending: true);
            lock (_gate) EndSending();
        }
    }

    public void Count(out long packets, out long payloadBytes, out int queuedPackets, out int queuedBytes)
    {
        lock (_gate)
        {
            packets = _packets;
            payloadBytes = _payloadBytes;
            queuedPackets = _queuedPackets;
            queuedBytes = _queuedBytes;
        }
    }

    private bool TryTake(out Message message)
    {
        lock (_gate)
        {
            if (_messages.Count > 0)
            {
                message = _messages.Dequeue();
                return true;
            }
            EndSending();
            message = default;
            return false;
        }
    }

    private void EndSending()
    {
        _isSending = false;
        _drained?.TrySetResult(true);
        _drained = null;
    }

    private void Return(Message message)
    {
        _queuedPackets--;
        _queuedBytes -= message.Payload.Length;
        ArrayPool<byte>.Shared.Return(message.Buffer);
    }

    private readonly struct Message(byte[] buffer, int length, bool isText)
    {
        public byte[] Buffer { get; } = buffer;

        public ReadOnlyMemory<byte> Payload { get; } = buffer.AsMemory(0, length);

        public bool IsText { get; } = isText;
    }
}

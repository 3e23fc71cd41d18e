using System.Threading.Channels;
using Transport.Carriers;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>The inbound queue of one <see cref="WebSocketPeer"/>: filled by the connection's thread, drained by Poll.</summary>
internal sealed class MessageInbox(ActivitySignal activity) : IConnectionOwner
{
    /// <summary>The handshake is done.</summary>
    public static readonly object OpenedItem = new();

    private readonly Channel<object> _items = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });

    public bool HasItems => _items.Reader.TryPeek(out _);

    public bool TryTake(out object? item) => _items.Reader.TryRead(out item);

    /// <summary>Drops what is in it and what still comes.</summary>
    public void Close()
    {
        _items.Writer.TryComplete();
        while (_items.Reader.TryRead(out var item)) (item as MessageBlock)?.Release();
    }

    string? IConnectionOwner.Refuse(WebSocketConnection connection) => null;

    void IConnectionOwner.Opened(WebSocketConnection connection) => Post(OpenedItem);

    void IConnectionOwner.Messages(WebSocketConnection connection, MessageBlock block)
    {
        if (_items.Writer.TryWrite(block)) activity.Set();
        else block.Release();
    }

    void IConnectionOwner.Ended(WebSocketConnection connection, DisconnectInfo info) => Post(info);

    private void Post(object item)
    {
        if (_items.Writer.TryWrite(item)) activity.Set();
    }
}

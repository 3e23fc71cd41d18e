using Transport.Diagnostics;

namespace Transport;

// The way down: what the caller may ask for is checked here, once for all carriers.
public abstract partial class MultiplayerPeer
{
    /// <summary>The largest payload that can be sent in a mode, in bytes; known before connecting.</summary>
    public abstract int MaxPacketSize(TransferMode mode);

    /// <summary>
    /// The highest channel number. Packets are ordered within a channel; nothing is promised across channels. A carrier without
    /// channels takes any number, delivers all in one order, and the receiver sees channel 0.
    /// </summary>
    public virtual int MaxChannel => int.MaxValue;

    /// <summary>
    /// Queues a packet and promises delivery: a peer whose outbound queue is full is disconnected with
    /// <see cref="DisconnectReason.SlowConsumer"/>. Never blocks. The payload is copied.
    /// </summary>
    /// <param name="payload">0 to <see cref="MaxPacketSize"/> bytes.</param>
    /// <param name="target">0 for everyone, n for one peer, -n for everyone but n. A client may only name peers it is connected to.</param>
    /// <param name="mode">How it travels. Default reliable.</param>
    /// <param name="channel">The ordering lane, 0 to <see cref="MaxChannel"/>. Default 0.</param>
    /// <exception cref="ArgumentException">Too large a payload, no such target, no such mode or channel.</exception>
    /// <exception cref="InvalidOperationException">The status is not Connected.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void Send(ReadOnlySpan<byte> payload, int target, TransferMode mode = TransferMode.Reliable, int channel = 0)
    {
        CheckSend(payload, target, mode, channel);
        SendCore(payload, target, mode, channel, mustDeliver: true);
        CountSent(payload.Length, target);
    }

    /// <summary>
    /// Queues a packet for each target that has room. Returns false when at least one had none: nothing was queued for that one,
    /// and it stays connected. Otherwise as <see cref="Send"/>.
    /// </summary>
    /// <inheritdoc cref="Send"/>
    /// <returns>True when every target took it.</returns>
    public bool TrySend(ReadOnlySpan<byte> payload, int target, TransferMode mode = TransferMode.Reliable, int channel = 0)
    {
        CheckSend(payload, target, mode, channel);
        var taken = SendCore(payload, target, mode, channel, mustDeliver: false);
        if (taken) CountSent(payload.Length, target);
        return taken;
    }

    // The words are apart: with them in it, each check would first clear the room that they take.
    private void CheckSend(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel)
    {
        if (_isDisposed
            || Status != ConnectionStatus.Connected
            || (uint)mode > (uint)TransferMode.Reliable
            || (uint)channel > (uint)MaxChannel
            || payload.Length > MaxPacketSize(mode)
            || target == int.MinValue
            || (target > 0 && !_peers.ContainsKey(target)))
            throw WhyNotSent(payload, target, mode, channel);
    }

    private Exception WhyNotSent(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel)
    {
        if (_isDisposed) return new ObjectDisposedException(GetType().Name);
        if (Status != ConnectionStatus.Connected) return NotConnected();
        if ((uint)mode > (uint)TransferMode.Reliable)
            return new ArgumentOutOfRangeException(nameof(mode), mode, "There are the modes 0 to 2.");
        if ((uint)channel > (uint)MaxChannel)
            return new ArgumentOutOfRangeException(nameof(channel), channel, $"Channels are 0 to {MaxChannel}.");
        var limit = MaxPacketSize(mode);
        if (payload.Length > limit)
            return new ArgumentException($"A packet of {payload.Length} bytes was to be sent; {Carrier} takes at most {limit} bytes in mode {mode}.", nameof(payload));
        return target > 0
            ? NoSuchPeer(target, nameof(target))
            : new ArgumentOutOfRangeException(nameof(target), target, "A target is 0, a peer's id or the negative of one.");
    }

    private void CountSent(int length, int target)
    {
        if (!IsCounted || !TransportMetrics.IsCountingPackets) return;
        var receivers = target > 0 ? 1 : target < 0 && _peers.ContainsKey(-target) ? _peers.Count - 1 : _peers.Count;
        TransportMetrics.Sent(Carrier, receivers, (long)receivers * length);
    }

    private ArgumentException NoSuchPeer(int id, string parameter) =>
        new(id == UniqueId
            ? $"{id} is this end's own id; a peer does not send to itself."
            : $"There is no connected peer {id}.", parameter);
}

using System.Buffers.Binary;
using LiteNetLib;
using Transport.LiteNet.Flow;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// The way down: from the queue to LiteNetLib, as far as the other end has room.
internal sealed partial class Connection
{
    // LiteNetLib's queue has no bound of its own, so not more is put into it than keeps it busy.
    private const int MaxMessagesInLiteNetLib = 64;

    private int _nextLane;
    private bool _hasAsked;

    /// <summary>Whether there is more than LiteNetLib should hold.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>Queues a copy. From the game's thread.</summary>
    public QueueOutcome Send(ReadOnlySpan<byte> payload, TransferMode mode, int channel)
    {
        var outcome = _outbound.Add(payload, mode, channel);
        if (outcome == QueueOutcome.Added) MarkUnsent();
        return outcome;
    }

    /// <summary>Does what was asked for, and hands to LiteNetLib what may go.</summary>
    public void Pump()
    {
        Interlocked.Exchange(ref _isUnsent, 0);
        if (Interlocked.Exchange(ref _request, null) is { } request) Apply(request);
        if (_phase is Phase.Open or Phase.Draining) SendQueued();
        if (_phase is Phase.Open or Phase.Draining or Phase.Closing) SendNews();
        if (_phase == Phase.Draining && _outbound.ReliablePackets == 0) SendClose();
    }

    /// <summary>Goes on with what LiteNetLib had no room for. True when something was moved on.</summary>
    public bool PumpStalled()
    {
        var before = _outbound.ReliablePackets;
        Pump();
        return _outbound.ReliablePackets != before;
    }

    private void SendQueued()
    {
        var wasStalled = IsStalled;
        IsStalled = false;
        lock (_outbound.Gate)
        {
            SendDatagrams();
            var idle = 0;
            while (idle < _options.ChannelsCount && !_hasAsked)
            {
                idle = TrySendFrom(_nextLane) ? 0 : idle + 1;
                _nextLane = (_nextLane + 1) % _options.ChannelsCount;
            }
        }
        if (_hasAsked) IsStalled = false;
        if (IsStalled && !wasStalled) _endpoint.AddStalled(this);
    }

    private void SendDatagrams()
    {
        for (var queue = _outbound.Datagrams; !queue.IsEmpty; _outbound.Dequeue(queue))
        {
            var channel = OutboundQueue.ChannelOf(queue.Mark);
            // LiteNetLib keeps no channel for unreliable ones, so it goes with the packet.
            if (OutboundQueue.ModeOf(queue.Mark) == TransferMode.Unreliable) Peer!.Send(queue.Content, 0, DeliveryMethod.Unreliable);
            else Peer!.Send(queue.Payload, channel, DeliveryMethod.Sequenced);
        }
    }

    // One datagram's worth, so that the lanes take turns.
    private bool TrySendFrom(int channel)
    {
        if (_outbound.Lane(channel) is not { IsEmpty: false } lane) return false;
        if (Peer!.GetPacketsCountInReliableQueue((byte)channel, ordered: true) >= MaxMessagesInLiteNetLib)
        {
            IsStalled = true;
            return false;
        }
        if (!TryTakeCredit(lane.Payload.Length)) return false;
        var most = Peer.GetMaxSinglePacketSize(DeliveryMethod.ReliableOrdered);
        if (lane.HasMore && LaneHeader.Bytes + LaneHeader.LengthBytes + lane.Payload.Length <= most) SendSeveral(lane, (byte)channel, most);
        else SendOne(lane, (byte)channel, most);
        return true;
    }

    private bool TryTakeCredit(int size)
    {
        if (!_credit.Allows(size))
        {
            _hasAsked = true;
            SendControl([ControlMessage.Blocked]);
            return false;
        }
        _credit.Sent(size);
        return true;
    }

    // One message of LiteNetLib costs more than many small packets in it.
    private void SendSeveral(ByteQueue lane, byte channel, int most)
    {
        Span<byte> message = stackalloc byte[Protocol.DatagramBytes];
        message[0] = LaneHeader.Several;
        var length = LaneHeader.Bytes;
        do
        {
            var payload = lane.Payload;
            BinaryPrimitives.WriteUInt16LittleEndian(message[length..], (ushort)payload.Length);
            payload.CopyTo(message[(length + LaneHeader.LengthBytes)..]);
            length += LaneHeader.LengthBytes + payload.Length;
            _outbound.Dequeue(lane);
        }
        while (!lane.IsEmpty && length + LaneHeader.LengthBytes + lane.Payload.Length <= most && TryTakeCredit(lane.Payload.Length));
        Peer!.Send(message[..length], channel, DeliveryMethod.ReliableOrdered);
    }

    private void SendOne(ByteQueue lane, byte channel, int most)
    {
        if (lane.Content.Length <= most) Peer!.Send(lane.Content, channel, DeliveryMethod.ReliableOrdered);
        else SendInPieces(lane.Payload, channel, most);
        _outbound.Dequeue(lane);
    }

    private void SendInPieces(ReadOnlySpan<byte> rest, byte channel, int most)
    {
        Span<byte> piece = stackalloc byte[Protocol.DatagramBytes];
        piece[0] = LaneHeader.First;
        BinaryPrimitives.WriteUInt32LittleEndian(piece[1..], (uint)rest.Length);
        for (var header = LaneHeader.FirstBytes; !rest.IsEmpty; header = LaneHeader.Bytes)
        {
            var length = Math.Min(rest.Length, most - header);
            rest[..length].CopyTo(piece[header..]);
            Peer!.Send(piece[..(header + length)], channel, DeliveryMethod.ReliableOrdered);
            rest = rest[length..];
            piece[0] = LaneHeader.More;
        }
    }

    private void SendNews()
    {
        if (!_room.IsNewsDue) return;
        var (bytes, packets) = _room.Announce();
        Span<byte> message = stackalloc byte[ControlMessage.CreditBytes];
        ControlMessage.WriteCredit(message, bytes, packets);
        SendControl(message);
    }

    private void SendControl(ReadOnlySpan<byte> message) => Peer!.Send(message, _endpoint.ControlLane, DeliveryMethod.ReliableOrdered);
}

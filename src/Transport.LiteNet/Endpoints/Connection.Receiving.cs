using System.Buffers.Binary;
using LiteNetLib;
using Transport.LiteNet.Flow;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// The way up: from LiteNetLib to blocks of packets, and what the other end tells beside them.
internal sealed partial class Connection
{
    private readonly PacketAssembly?[] _assemblies;
    private InboundBlock? _block;
    private long _reliableReceived;
    private long _packetsReceived;
    private long _bytesReceived;
    private long _roundTripTicks = -1;

    private bool IsDiscarding => _phase is Phase.Draining or Phase.Closing;

    /// <summary>A message of the other end.</summary>
    public void Receive(ReadOnlySpan<byte> data, byte lane, DeliveryMethod method)
    {
        if (_phase is Phase.Parting or Phase.Gone) return;
        if (lane == _endpoint.ControlLane) ReceiveControl(data);
        else if (method == DeliveryMethod.ReliableOrdered) ReceiveReliable(data, lane);
        else if (IsConfirmed()) ReceiveUnreliable(data, lane, method);
    }

    /// <summary>What has come is for the game now.</summary>
    public void HandOver()
    {
        if (_block is not { } block) return;
        _block = null;
        block.Sender = PeerId;
        block.Owner = this;
        Inbox.Packets(block);
        _endpoint.HasNews();
    }

    // A client that sends packets has its id, whether or not its confirmation came first. A server sends none before.
    private bool IsConfirmed()
    {
        if (_phase == Phase.Joining && !IsClient) Open();
        return _phase != Phase.Joining;
    }

    private void ReceiveUnreliable(ReadOnlySpan<byte> data, byte lane, DeliveryMethod method)
    {
        var isOrdered = method == DeliveryMethod.Sequenced;
        var payload = isOrdered ? data : data[1..];
        if (IsDiscarding) return;
        if (payload.Length > _options.MaxPacketBytes)
        {
            FailTooLarge();
            return;
        }
        if (!_room.TryTakeUnreliable(payload.Length))
        {
            LiteNetMetrics.Dropped("received");
            return;
        }
        Deliver(payload, isOrdered ? TransferMode.UnreliableOrdered : TransferMode.Unreliable, isOrdered ? lane : data[0]);
    }

    private void ReceiveReliable(ReadOnlySpan<byte> data, byte lane)
    {
        if (!IsConfirmed()) Fail("a packet before the id");
        else if (IsDiscarding) Discard(data);
        else TakeReliable(data, lane);
    }

    private void TakeReliable(ReadOnlySpan<byte> data, byte lane)
    {
        var assembly = _assemblies[lane];
        switch (data[0])
        {
            case LaneHeader.Whole when assembly is null or { Length: 0 }:
                var payload = data[LaneHeader.Bytes..];
                if (TryTakeRoom(payload.Length)) Complete(payload, lane);
                break;
            case LaneHeader.Several when assembly is null or { Length: 0 }:
                TakeSeveral(data[LaneHeader.Bytes..], lane);
                break;
            case LaneHeader.First when data.Length > LaneHeader.FirstBytes:
                Begin(assembly ?? (_assemblies[lane] = new PacketAssembly()), BinaryPrimitives.ReadUInt32LittleEndian(data[1..]), data[LaneHeader.FirstBytes..], lane);
                break;
            case LaneHeader.More when assembly is not null && assembly.TryAdd(data[LaneHeader.Bytes..]):
                if (assembly.IsComplete) Complete(assembly, lane);
                break;
            default:
                Fail("a piece that does not fit");
                break;
        }
    }

    private void TakeSeveral(ReadOnlySpan<byte> rest, byte lane)
    {
        while (!rest.IsEmpty)
        {
            var length = rest.Length < LaneHeader.LengthBytes ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(rest);
            if (length > rest.Length - LaneHeader.LengthBytes)
            {
                Fail("a piece that does not fit");
                return;
            }
            if (!TryTakeRoom(length)) return;
            Complete(rest.Slice(LaneHeader.LengthBytes, length), lane);
            rest = rest[(LaneHeader.LengthBytes + length)..];
        }
    }

    private void Begin(PacketAssembly assembly, uint length, ReadOnlySpan<byte> piece, byte lane)
    {
        // Before memory is taken for it.
        if (length > (uint)_options.MaxPacketBytes) FailTooLarge();
        else if (!TryTakeRoom((int)length)) return;
        else if (!assembly.TryBegin((int)length, piece)) Fail("a piece that does not fit");
        else if (assembly.IsComplete) Complete(assembly, lane);
    }

    private bool TryTakeRoom(int length)
    {
        if (length > _options.MaxPacketBytes) FailTooLarge();
        else if (!_room.TryTake(length)) Fail("more than was allowed");
        else return true;
        return false;
    }

    private void Complete(ReadOnlySpan<byte> payload, byte lane)
    {
        _reliableReceived++;
        Deliver(payload, TransferMode.Reliable, lane);
        FinishWhenComplete();
    }

    private void Complete(PacketAssembly assembly, byte lane)
    {
        _reliableReceived++;
        HandOver();
        var length = assembly.Length;
        RentBlock().Adopt(assembly.Take(), length, lane);
        Count(length);
        HandOver();
        FinishWhenComplete();
    }

    // This end has closed: nothing is kept, but the other end may have to send it all before it can close, too.
    private void Discard(ReadOnlySpan<byte> data)
    {
        switch (data[0])
        {
            case LaneHeader.Whole:
                Discard(data.Length - LaneHeader.Bytes);
                break;
            case LaneHeader.First when data.Length > LaneHeader.FirstBytes:
                Discard(BinaryPrimitives.ReadUInt32LittleEndian(data[1..]));
                break;
            case LaneHeader.Several:
                for (var rest = data[LaneHeader.Bytes..]; rest.Length >= LaneHeader.LengthBytes;)
                {
                    int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
                    Discard(length);
                    rest = rest[Math.Min(rest.Length, LaneHeader.LengthBytes + length)..];
                }
                break;
        }
    }

    private void Discard(long length)
    {
        if (length > _options.MaxPacketBytes || !_room.TryTake((int)length)) return;
        if (_room.GiveBack(new InboundRoom.Share { Packets = 1, Bytes = (int)length })) MarkUnsent();
    }

    private void Deliver(ReadOnlySpan<byte> payload, TransferMode mode, int channel)
    {
        var block = _block ?? RentBlock();
        if (!block.TryAdd(payload, mode, channel))
        {
            HandOver();
            RentBlock().TryAdd(payload, mode, channel);
        }
        Count(payload.Length);
    }

    private InboundBlock RentBlock()
    {
        _block = _endpoint.Blocks.Rent();
        _endpoint.Touch(this);
        return _block;
    }

    private void Count(int length)
    {
        Interlocked.Increment(ref _packetsReceived);
        Interlocked.Add(ref _bytesReceived, length);
    }

    private void ReceiveControl(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case ControlMessage.Welcome when IsClient && _phase == Phase.Joining && ControlMessage.TryReadWelcome(message, out var id, out var bytes, out var packets):
                Welcomed(id, bytes, packets);
                break;
            case ControlMessage.Confirm when !IsClient && message.Length == 1:
                IsConfirmed();
                break;
            case ControlMessage.Credit when ControlMessage.TryReadCredit(message, out var bytes, out var packets) && _credit.TryRaise(bytes, packets):
                _hasAsked = false;
                MarkUnsent();
                break;
            case ControlMessage.Blocked when message.Length == 1:
                _room.Ask();
                if (_room.IsNewsDue) MarkUnsent();
                break;
            case ControlMessage.Close when ControlMessage.TryReadClose(message, out var packets, out var code, out var text) && IsConfirmed():
                ReceiveClose(packets, code, text);
                break;
            default:
                Fail("a control message that does not fit");
                break;
        }
    }
}

using System.Buffers.Binary;
using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Protocol;

/// <summary>
/// The reading half of the protocol: bytes in, messages and control frames out. Source: RFC 6455 sections 5 to 8. The driver reads into
/// <see cref="GetMemory"/>, tells <see cref="Advance"/>, calls <see cref="Read"/> until it needs more bytes or room, and takes the
/// messages with <see cref="TakeBlock"/>. Used by one thread at a time.
/// </summary>
internal sealed class MessageReader : IDisposable
{
    private const byte BinaryMessage = FrameHeader.FinalBit | (byte)Opcode.Binary;

    private readonly WebSocketRole _role;
    private readonly int _maxMessageBytes;

    private ReadBuffer _buffer = new();

    // The frame whose header was read and whose payload was not.
    private FrameHeader _header;
    private bool _hasHeader;

    // The fragmented message that has begun.
    private bool _partIsText;
    // Complete again at the end of each message, or it would have failed.
    private Utf8Validator _partUtf8;

    private byte[] _control = [];
    private int _controlBytes;
    private bool _isSkipping;
    private ReadOutcome _end;

    /// <param name="role">The role of this end.</param>
    /// <param name="maxMessageBytes">The longest message that is taken, all its fragments together.</param>
    public MessageReader(WebSocketRole role, int maxMessageBytes)
    {
        if (maxMessageBytes < 0) throw new ArgumentOutOfRangeException(nameof(maxMessageBytes));
        _role = role;
        _maxMessageBytes = maxMessageBytes;
    }

    /// <summary>The payload of the ping or pong just read; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> ControlPayload => _control.AsSpan(0, _controlBytes);

    /// <summary>The code of the remote's close; <see cref="global::Transport.CloseCode.NoStatus"/> when it gave none.</summary>
    public int CloseCode { get; private set; } = global::Transport.CloseCode.None;

    /// <summary>The reason of the remote's close.</summary>
    public string CloseReason { get; private set; } = "";

    /// <summary>What the remote did wrong, after <see cref="ReadOutcome.Failed"/>.</summary>
    public ProtocolFailure Failure { get; private set; }

    /// <summary>Copies in a few bytes that were read into memory of the driver's own: a connection at rest holds none of the reader's.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_end == ReadOutcome.NeedMoreBytes) _buffer.Append(bytes);
    }

    /// <summary>The memory that this end holds for bytes not handed on; 0 when there are none.</summary>
    public int BufferBytes => _buffer.Capacity;

    /// <summary>Where the next bytes from the stream go; never empty.</summary>
    public Memory<byte> GetMemory() =>
        _hasHeader ? _buffer.GetMemory((int)_header.PayloadBytes - _buffer.UnreadBytes) : _buffer.GetMemory();

    /// <summary>Tells how many bytes were written into <see cref="GetMemory"/>.</summary>
    public void Advance(int count)
    {
        // What comes after the end is written over by what comes next.
        if (_end == ReadOutcome.NeedMoreBytes) _buffer.Advance(count);
    }

    /// <summary>Copies bytes in that came another way.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var memory = GetMemory().Span;
            var count = Math.Min(memory.Length, bytes.Length);
            bytes[..count].CopyTo(memory);
            Advance(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>Reads on from where it stopped. Complete messages go into the block; a control frame, or the end, comes back at once.</summary>
    /// <param name="packetRoom">The block takes no message above this count.</param>
    /// <param name="byteRoom">The block takes no message above this sum of payloads.</param>
    /// <param name="takesFirst">Whether the first message in the block has room, however large it is.</param>
    public ReadOutcome Read(int packetRoom, int byteRoom, bool takesFirst = false)
    {
        _controlBytes = 0;
        if (_end != ReadOutcome.NeedMoreBytes) return _end;
        if (!_hasHeader && !_buffer.HasPart && !_isSkipping) ReadShortMessages(packetRoom, byteRoom);
        while (true)
        {
            if (!TryReadHeader(out var header)) return _end;
            // No longer than the limit, and so an int.
            var length = (int)header.PayloadBytes;
            if (_buffer.UnreadBytes < length) return KeepHeader(header, ReadOutcome.NeedMoreBytes);
            if (header.IsControl) return ReadControl(header, length);
            if (header.IsFinal && !HasRoom(packetRoom, byteRoom, takesFirst, length)) return KeepHeader(header, ReadOutcome.InboundFull);
            _hasHeader = false;
            if (!ReadData(header, length)) return Fail(ProtocolFailure.InvalidText);
        }
    }

    /// <summary>The messages that are complete; null when there are none. A message that is not stays here.</summary>
    public MessageBlock? TakeBlock() => _buffer.TakeBlock();

    /// <summary>
    /// Drops the complete messages, and every further one: only control frames, failures and the close come out from now on, whatever
    /// the room. For an end that has closed and waits for the answer.
    /// </summary>
    public void SkipRest()
    {
        _isSkipping = true;
        _buffer.TakeBlock()?.Release();
    }

    /// <summary>Gives all memory back. Bytes that still come are dropped.</summary>
    public void Dispose()
    {
        if (_end == ReadOutcome.NeedMoreBytes) _end = ReadOutcome.Close;
        _buffer.Clear();
    }

    // The common case, apart: short whole binary messages, one behind the other. All else is left to the steps of Read, which would
    // say the same of these.
    private void ReadShortMessages(int packetRoom, int byteRoom)
    {
        var isMasked = _role == WebSocketRole.Server;
        var headerBytes = isMasked ? 2 + sizeof(uint) : 2;
        var maskBit = isMasked ? FrameHeader.MaskBit : 0;
        var longest = Math.Min(FrameHeader.Length16 - 1, _maxMessageBytes);
        packetRoom -= _buffer.Count;
        byteRoom -= _buffer.PayloadBytes;
        for (var bytes = _buffer.Unread; packetRoom > 0 && bytes.Length >= headerBytes; packetRoom--)
        {
            // Too long as well when the mask bit is not as it must be.
            var length = bytes[1] ^ maskBit;
            if (bytes[0] != BinaryMessage || length > longest || length > byteRoom || length > bytes.Length - headerBytes) return;
            if (isMasked) Masking.Apply(bytes.Slice(headerBytes, length), BinaryPrimitives.ReadUInt32LittleEndian(bytes[2..]));
            _buffer.AddMessage(headerBytes, length, isText: false);
            bytes = bytes[(headerBytes + length)..];
            byteRoom -= length;
        }
    }

    // The header that was kept, or the next one. False when there is none, or when it breaks a rule.
    private bool TryReadHeader(out FrameHeader header)
    {
        if (_hasHeader)
        {
            header = _header;
            return true;
        }
        var outcome = FrameHeader.TryRead(_buffer.Unread, out header);
        if (outcome == FrameHeaderOutcome.Complete)
        {
            if (!Check(header)) return false;
            _buffer.Skip(header.HeaderBytes);
            return true;
        }
        if (outcome == FrameHeaderOutcome.Incomplete) _buffer.ReleaseIfEmpty();
        else Fail(ProtocolFailure.From(outcome));
        return false;
    }

    private bool Check(in FrameHeader header)
    {
        if (header.IsMasked != (_role == WebSocketRole.Server))
            Fail(_role == WebSocketRole.Server ? ProtocolFailure.UnmaskedFrame : ProtocolFailure.MaskedFrame);
        else if (header.IsControl)
            return true;
        else if (_buffer.HasPart != (header.Opcode == Opcode.Continuation))
            Fail(_buffer.HasPart ? ProtocolFailure.MessageInsideMessage : ProtocolFailure.UnexpectedContinuation);
        else if (header.PayloadBytes > _maxMessageBytes - _buffer.PartBytes)
            Fail(ProtocolFailure.MessageTooBig);
        else
            return true;
        return false;
    }

    private ReadOutcome KeepHeader(in FrameHeader header, ReadOutcome outcome)
    {
        _header = header;
        _hasHeader = true;
        return outcome;
    }

    private bool HasRoom(int packetRoom, int byteRoom, bool takesFirst, int length) =>
        _isSkipping
        || (_buffer.Count < packetRoom
            && ((takesFirst && _buffer.Count == 0) || (long)_buffer.PayloadBytes + _buffer.PartBytes + length <= byteRoom));

    // False when text is not UTF-8.
    private bool ReadData(in FrameHeader header, int length)
    {
        var payload = _buffer.Unread[..length];
        if (header.IsMasked) Masking.Apply(payload, header.MaskKey);
        var isWhole = header.IsFinal && !_buffer.HasPart;
        if (isWhole)
        {
            var isText = header.Opcode == Opcode.Text;
            if (isText && !IsUtf8(payload)) return false;
            if (_isSkipping) _buffer.Skip(length);
            else _buffer.AddMessage(0, length, isText);
            return true;
        }
        return ReadFragment(header, payload);
    }

    private bool ReadFragment(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!_buffer.HasPart) _partIsText = header.Opcode == Opcode.Text;
        if (_partIsText && (!_partUtf8.TryAppend(payload) || (header.IsFinal && !_partUtf8.IsComplete))) return false;
        _buffer.AddToPart(payload.Length);
        if (!header.IsFinal) return true;
        if (_isSkipping) _buffer.DropPart();
        else _buffer.CompletePart(_partIsText);
        return true;
    }

    private ReadOutcome ReadControl(in FrameHeader header, int length)
    {
        if (_control.Length < length) _control = new byte[FrameHeader.MaxControlPayloadBytes];
        Masking.CopyMasked(_buffer.Unread[..length], _control, header.MaskKey);
        _controlBytes = length;
        _buffer.Skip(length);
        _hasHeader = false;
        switch (header.Opcode)
        {
            case Opcode.Ping: return ReadOutcome.Ping;
            case Opcode.Pong: return ReadOutcome.Pong;
            default: return ReadClose();
        }
    }

    private ReadOutcome ReadClose()
    {
        if (!CloseFrame.TryRead(ControlPayload, out var code, out var reason, out var failure)) return Fail(failure);
        CloseCode = code;
        CloseReason = reason;
        return End(ReadOutcome.Close);
    }

    private ReadOutcome Fail(ProtocolFailure failure)
    {
        Failure = failure;
        return End(ReadOutcome.Failed);
    }

    // What comes after a close or a failure means nothing: RFC 6455 sections 5.5.1 and 7.1.7. Messages before it stay.
    private ReadOutcome End(ReadOutcome end)
    {
        _end = end;
        _hasHeader = false;
        _buffer.SkipAll();
        _buffer.ReleaseIfEmpty();
        return end;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
        var utf8 = default(Utf8Validator);
        return utf8.TryAppend(text) && utf8.IsComplete;
    }
}

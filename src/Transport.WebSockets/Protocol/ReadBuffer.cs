namespace Transport.WebSockets.Protocol;

/// <summary>
/// What was received and not handed on: one block, which holds in this order the complete messages, the part of a fragmented message
/// that is there already, and the bytes not yet read. It grows with the bytes that come, never with those that are announced.
/// </summary>
internal struct ReadBuffer()
{
    public const int MinBytes = 4 * 1024;

    /// <summary>How large it gets for the sake of fewer reads; a longer message makes it larger.</summary>
    public const int MaxReadBytes = 64 * 1024;

    // Less room than this is not worth a read, unless it is all that the payload still needs.
    private const int MinRoom = 512;

    // Array.MaxLength, which netstandard2.1 does not name.
    private const int MaxArrayBytes = 0x7FFFFFC7;

    private MessageBlock? _block;
    private int _partStart;
    private int _partBytes;
    private int _position;
    private int _filled;
    private int _size = MinBytes;
    private int _offered;

    /// <summary>Complete messages.</summary>
    public readonly int Count => _block is null ? 0 : _block.Count;

    /// <summary>The bytes of the complete messages.</summary>
    public readonly int PayloadBytes => _block is null ? 0 : _block.PayloadBytes;

    /// <summary>Whether a fragmented message has begun; its bytes so far are <see cref="PartBytes"/>.</summary>
    public bool HasPart { readonly get; private set; }

    public readonly int PartBytes => _partBytes;

    /// <summary>What the buffer takes from memory now.</summary>
    public readonly int Capacity => _block is null ? 0 : _block.Buffer.Length;

    public readonly int UnreadBytes => _filled - _position;

    public readonly Span<byte> Unread => _block is null ? default : _block.Buffer.AsSpan(_position, _filled - _position);

    // Everything that is not a complete message.
    private readonly int TailStart => HasPart ? _partStart : _position;

    private readonly int Room => Capacity - _filled;

    /// <summary>Room for the next bytes; never empty.</summary>
    /// <param name="missing">How many bytes the payload being read still needs, when that is known.</param>
    public Memory<byte> GetMemory(int missing = MinRoom)
    {
        var wanted = Math.Clamp(missing, 1, MinRoom);
        var block = RentedBlock();
        if (Room < wanted) MakeRoom(block, wanted);
        _offered = Room;
        return block.Buffer.AsMemory(_filled);
    }

    /// <summary>Takes what was written into <see cref="GetMemory"/>, and learns from it how large the next block should be.</summary>
    public void Advance(int count)
    {
        if ((uint)count > (uint)_offered) throw new ArgumentOutOfRangeException(nameof(count));
        if (count == _offered) _size = Math.Min(_size * 2, MaxReadBytes);
        else if (count < _size / 4 && _offered >= _size / 2) _size = Math.Max(_size / 2, MinBytes);
        _offered -= count;
        _filled += count;
    }

    /// <summary>Copies a few bytes in. Where there is no block, they get one of their size.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var block = RentedBlock(bytes.Length);
        if (Room < bytes.Length) MakeRoom(block, bytes.Length);
        bytes.CopyTo(block.Buffer.AsSpan(_filled));
        _filled += bytes.Length;
        _offered = 0;
    }

    public void Skip(int count) => _position += count;

    /// <summary>Drops what is unread and the part of a message.</summary>
    public void SkipAll()
    {
        _position = _filled;
        DropPart();
    }

    /// <summary>The next bytes belong to a fragmented message: the first of it, or they go on where the part ends.</summary>
    public void AddToPart(int count)
    {
        if (!HasPart)
        {
            HasPart = true;
            _partStart = _position;
        }
        else if (_partStart + _partBytes != _position)
        {
            var bytes = _block!.Buffer;
            bytes.AsSpan(_position, count).CopyTo(bytes.AsSpan(_partStart + _partBytes));
        }
        _partBytes += count;
        _position += count;
    }

    /// <summary>Behind a header, which is skipped, the next bytes are a message.</summary>
    public void AddMessage(int headerBytes, int count, bool isText)
    {
        var block = RentedBlock();
        block.Add(_position + headerBytes, count, isText);
        _position += headerBytes + count;
    }

    /// <summary>The part is all of a message.</summary>
    public void CompletePart(bool isText)
    {
        RentedBlock().Add(_partStart, _partBytes, isText);
        DropPart();
    }

    public void DropPart()
    {
        HasPart = false;
        _partBytes = 0;
    }

    /// <summary>
    /// Hands over the complete messages; the rest stays. They take the block along, and the rest is copied to another, unless they fill
    /// little of it. Then they are copied: small messages waiting in large blocks would pass every limit on memory, and taking them one
    /// by one would copy the rest each time.
    /// </summary>
    public MessageBlock? TakeBlock()
    {
        if (_block is not { Count: > 0 } block) return null;
        var used = block.EndOffset - block.FirstOffset;
        var tail = _filled - TailStart;
        if (used < Capacity / 4)
        {
            var messages = block.MoveMessages();
            if (tail == 0) ReleaseIfEmpty();
            return messages;
        }
        _block = null;
        if (tail > 0) CarryOver(block);
        return block;
    }

    public void ReleaseIfEmpty()
    {
        if (_block is { Count: 0 } && _position == _filled && !HasPart) Clear();
    }

    /// <summary>Gives up everything.</summary>
    public void Clear()
    {
        SkipAll();
        _block?.Release();
        _block = null;
        _offered = 0;
    }

    // The block may be gone while an empty message, whose header is read, waits for room.
    private MessageBlock RentedBlock() => RentedBlock(_size);

    private MessageBlock RentedBlock(int bytes)
    {
        if (_block is not null) return _block;
        _partStart = _position = _filled = 0;
        return _block = MessageBlock.Rent(bytes);
    }

    private void CarryOver(MessageBlock from)
    {
        CloseGap(from.Buffer);
        var start = TailStart;
        var tail = _filled - start;
        _block = MessageBlock.Rent(Math.Max(_size, tail + MinRoom));
        from.Buffer.AsSpan(start, tail).CopyTo(_block.Buffer);
        MovedDown(start);
    }

    // Cheapest first. The part of a message is moved at most once to the start of a block, and otherwise only when the block doubles.
    private void MakeRoom(MessageBlock block, int wanted)
    {
        CloseGap(block.Buffer);
        if (Room >= wanted) return;
        // Complete messages that were not taken stay where they are, with all behind them.
        var start = block.Count == 0 ? TailStart : 0;
        var kept = _filled - start;
        if (start > 0 && block.Buffer.Length - kept >= wanted) block.Buffer.AsSpan(start, kept).CopyTo(block.Buffer);
        else block.Grow((int)Math.Min(Math.Max(block.Buffer.Length * 2L, (long)kept + Math.Max(wanted, _size)), MaxArrayBytes), start, kept);
        MovedDown(start);
    }

    // Headers and control frames leave a gap between the part and the unread bytes.
    private void CloseGap(byte[] bytes)
    {
        var gap = HasPart ? _position - _partStart - _partBytes : 0;
        if (gap == 0) return;
        bytes.AsSpan(_position, _filled - _position).CopyTo(bytes.AsSpan(_position - gap));
        _position -= gap;
        _filled -= gap;
    }

    private void MovedDown(int count)
    {
        _partStart -= count;
        _position -= count;
        _filled -= count;
    }
}

using Transport.Carriers;

namespace Transport.WebSockets.Protocol;

/// <summary>
/// Messages as slices of one pooled buffer. Whoever holds a block releases it once; the block and its buffer are then used again,
/// by any thread.
/// </summary>
internal sealed class MessageBlock : PacketBlock
{
    private byte[] _buffer = [];
    private Slice[] _slices = [];
    private int _first;
    private int _end;
    private int _payloadBytes;
    private int _isRented;

    private MessageBlock()
    {
    }

    /// <summary>The next in the pool, while the block is there.</summary>
    internal MessageBlock? NextFree { get; set; }

    /// <summary>Told when the block is released; unset again by that.</summary>
    public IMessageBlockOwner? Owner { get; set; }

    public override int Count => _end - _first;

    public override int PayloadBytes => _payloadBytes;

    public override Packet this[int index] => new(Sender, Payload(index));

    internal byte[] Buffer => _buffer;

    internal int SlicesCapacity => _slices.Length;

    /// <summary>Where the first message begins; only when there is one.</summary>
    internal int FirstOffset => _slices[_first].Offset;

    /// <summary>Where the last message ends; only when there is one.</summary>
    internal int EndOffset => _slices[_end - 1].Offset + _slices[_end - 1].Length;

    /// <summary>An empty block with a buffer of at least this size.</summary>
    public static MessageBlock Rent(int minimumBytes)
    {
        var block = MessageBlockPool.TryTake() ?? new MessageBlock();
        block._buffer = SmallBufferPool.Rent(minimumBytes);
        Volatile.Write(ref block._isRented, 1);
        return block;
    }

    /// <summary>Whether a message came as text.</summary>
    public bool IsText(int index) => SliceAt(index).IsText;

    /// <summary>Takes the first message out; it counts no more, and its bytes are done with.</summary>
    public void RemoveFirst()
    {
        _payloadBytes -= SliceAt(0).Length;
        _first++;
    }

    /// <exception cref="InvalidOperationException">The block is released already.</exception>
    public override void Release()
    {
        if (Interlocked.Exchange(ref _isRented, 0) == 0) throw new InvalidOperationException("The block is released already.");
        try
        {
            Owner?.Released(this);
        }
        finally
        {
            SmallBufferPool.Return(_buffer);
            _buffer = [];
            _first = _end = _payloadBytes = 0;
            Owner = null;
            Sender = 0;
            if (_slices.Length > MessageBlockPool.MaxSlices) _slices = [];
            MessageBlockPool.Put(this);
        }
    }

    internal void Add(int offset, int length, bool isText)
    {
        if (_end == _slices.Length) GrowSlices();
        _slices[_end++] = new Slice(offset, length, isText);
        _payloadBytes += length;
    }

    /// <summary>Changes to a buffer of at least this size, which begins with the bytes from <paramref name="start"/>.</summary>
    internal void Grow(int minimumBytes, int start, int count)
    {
        var larger = SmallBufferPool.Rent(minimumBytes);
        _buffer.AsSpan(start, count).CopyTo(larger);
        SmallBufferPool.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>Moves the messages to a block of their own with just the room they need; this one keeps its buffer.</summary>
    internal MessageBlock MoveMessages()
    {
        var start = FirstOffset;
        var length = EndOffset - start;
        var block = Rent(length);
        _buffer.AsSpan(start, length).CopyTo(block._buffer);
        for (var i = _first; i < _end; i++) _slices[i] = _slices[i].MovedDown(start);
        (block._slices, _slices) = (_slices, block._slices);
        (block._first, block._end, block._payloadBytes) = (_first, _end, _payloadBytes);
        _first = _end = _payloadBytes = 0;
        return block;
    }

    private ReadOnlyMemory<byte> Payload(int index)
    {
        var slice = SliceAt(index);
        return new ReadOnlyMemory<byte>(_buffer, slice.Offset, slice.Length);
    }

    private Slice SliceAt(int index)
    {
        if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index));
        return _slices[_first + index];
    }

    private void GrowSlices() => Array.Resize(ref _slices, Math.Max(8, _slices.Length * 2));

    private readonly struct Slice(int offset, int length, bool isText)
    {
        private const uint TextBit = 1u << 31;

        private readonly uint _lengthAndKind = (uint)length | (isText ? TextBit : 0);

        public int Offset { get; } = offset;

        public int Length => (int)(_lengthAndKind & ~TextBit);

        public bool IsText => (_lengthAndKind & TextBit) != 0;

        public Slice MovedDown(int bytes) => new(Offset - bytes, Length, IsText);
    }
}

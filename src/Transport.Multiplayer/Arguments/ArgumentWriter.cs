namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Writes values, one behind the other, in one encoding. What the generated code of a call writes its arguments with. A writer belongs to
/// one api and is used again for each call; nothing is allocated once its buffer has grown.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> The values are plain: nil, bool, integers, floating point, text, bytes, and lists and maps of them. Everything else is
/// put together from these. Text, bytes and lists are never nil here; for a null, call <see cref="WriteNil"/> instead.</para>
/// <para><b>Encodings</b> derive from it. They put bytes into <see cref="GetSpan"/> and <see cref="Advance"/> over them.</para>
/// </remarks>
public abstract partial class ArgumentWriter
{
    /// <summary>How deep lists and maps may be nested, unless <see cref="MultiplayerApiOptions.MaxArgumentDepth"/> says otherwise.</summary>
    public const int DefaultMaxDepth = 64;

    private const int FirstBytes = 256;

    // A buffer above this size is not kept once it was used.
    private const int KeptBytes = 128 * 1024;

    private byte[] _buffer = [];
    private int _position;
    private int _depth;

    /// <summary>How deep lists and maps may be nested. Deeper ones throw: an object that contains itself would never end.</summary>
    public int MaxDepth { get; internal set; } = DefaultMaxDepth;

    /// <summary>How many lists and maps are begun and not ended: 0 for a value that is an argument itself.</summary>
    protected int Depth => _depth;

    /// <summary>How many bytes were written since <see cref="Reset"/>, what was left free for headers included.</summary>
    internal int Position => _position;

    /// <summary>Writes the absence of a value.</summary>
    public abstract void WriteNil();

    /// <summary>Writes a truth value.</summary>
    public abstract void WriteBoolean(bool value);

    /// <summary>Writes an integer. Every smaller signed type is written by it.</summary>
    public abstract void WriteInt64(long value);

    /// <summary>Writes an integer. Every smaller unsigned type is written by it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The encoding has no such large numbers.</exception>
    public abstract void WriteUInt64(ulong value);

    /// <summary>Writes a number of single precision.</summary>
    public abstract void WriteSingle(float value);

    /// <summary>Writes a number of double precision.</summary>
    public abstract void WriteDouble(double value);

    /// <summary>Writes text. What is not UTF-16 is replaced by U+FFFD.</summary>
    public abstract void WriteString(ReadOnlySpan<char> value);

    /// <summary>Writes text that is UTF-8 already, which is not checked: a literal such as <c>"name"u8</c>.</summary>
    public abstract void WriteUtf8(ReadOnlySpan<byte> value);

    /// <summary>Writes bytes.</summary>
    public abstract void WriteBytes(ReadOnlySpan<byte> value);

    /// <summary>Begins a list: so many values follow, then <see cref="EndArray"/>.</summary>
    /// <exception cref="InvalidOperationException">Deeper than <see cref="MaxDepth"/>.</exception>
    public void BeginArray(int count)
    {
        Enter();
        WriteArrayHeader(count);
    }

    /// <summary>Ends a list.</summary>
    public void EndArray() => _depth--;

    /// <summary>Begins a map: so many pairs of key and value follow, then <see cref="EndMap"/>.</summary>
    /// <exception cref="InvalidOperationException">Deeper than <see cref="MaxDepth"/>.</exception>
    public void BeginMap(int count)
    {
        Enter();
        WriteMapHeader(count);
    }

    /// <summary>Ends a map.</summary>
    public void EndMap() => _depth--;

    /// <summary>Writes what begins a list of so many values.</summary>
    protected abstract void WriteArrayHeader(int count);

    /// <summary>Writes what begins a map of so many pairs.</summary>
    protected abstract void WriteMapHeader(int count);

    /// <summary>Room for so many bytes, perhaps for more. Valid until the next call.</summary>
    protected Span<byte> GetSpan(int bytes)
    {
        if (bytes > _buffer.Length - _position) Grow(bytes);
        return _buffer.AsSpan(_position);
    }

    /// <summary>So many bytes of what <see cref="GetSpan"/> gave were written.</summary>
    protected void Advance(int bytes)
    {
        if ((uint)bytes > (uint)(_buffer.Length - _position)) throw new ArgumentOutOfRangeException(nameof(bytes));
        _position += bytes;
    }

    /// <summary>Begins anew, and leaves bytes free at the start.</summary>
    internal void Reset(int headroom)
    {
        _depth = 0;
        _position = 0;
        if (_buffer.Length > KeptBytes) _buffer = [];
        GetSpan(headroom);
        _position = headroom;
    }

    /// <summary>All that was written, and the bytes that were left free. Valid until something is written.</summary>
    internal Span<byte> Written => _buffer.AsSpan(0, _position);

    /// <summary>Takes back what was written last.</summary>
    internal void Truncate(int position) => _position = position;

    /// <summary>Writes bytes as they are.</summary>
    internal void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _position += bytes.Length;
    }

    internal Memory<byte> GetMemory(int bytes)
    {
        GetSpan(bytes);
        return _buffer.AsMemory(_position);
    }

    private void Enter()
    {
        if (_depth >= MaxDepth) throw new InvalidOperationException($"The arguments are nested deeper than {MaxDepth} lists and maps.");
        _depth++;
    }

    private void Grow(int bytes) =>
        Array.Resize(ref _buffer, Math.Max(Math.Max(FirstBytes, checked(_position + bytes)), Math.Min(_buffer.Length, int.MaxValue / 2) * 2));
}

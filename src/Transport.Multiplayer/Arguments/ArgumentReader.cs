using System.Runtime.InteropServices;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Reads values, one behind the other, in one encoding. What the generated code of a call reads its arguments with. The bytes are a
/// stranger's: nothing throws, and no memory is taken for what was only promised.
/// </summary>
/// <remarks>
/// <para><b>Faults stick.</b> After the first one every read gives a default, and every count is 0. So read everything, ask
/// <see cref="End"/> once, and only then use what was read.</para>
/// <para><b>Lists.</b> A count is checked against the bytes that are left before it is given out. Still stop a loop when
/// <see cref="IsOk"/> is false: what comes is defaults.</para>
/// <para><b>Encodings</b> derive from it, and take bytes with <see cref="TryTake"/>.</para>
/// </remarks>
public abstract partial class ArgumentReader
{
    private byte[] _buffer = [];
    private int _start;
    private int _position;
    private int _end;
    private int _depth;
    private bool _isRaw;

    /// <summary>What was wrong first; <see cref="ArgumentFault.None"/> when nothing was.</summary>
    public ArgumentFault Fault { get; private set; }

    /// <summary>Where it was: bytes from the first argument.</summary>
    public int FaultPosition { get; private set; }

    /// <summary>What was asked for there, such as <c>Int16</c> or <c>Vector2</c>; empty when that is not known.</summary>
    public string FaultType { get; private set; } = "";

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool IsOk => Fault == ArgumentFault.None;

    /// <summary>How many arguments the caller has sent: between the method's required and all of its parameters.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes that were not read yet.</summary>
    public int BytesLeft => _end - _position;

    /// <summary>How deep lists and maps may be nested. Deeper ones are a fault.</summary>
    public int MaxDepth { get; internal set; } = ArgumentWriter.DefaultMaxDepth;

    /// <summary>What code that read a value threw, if that was the fault.</summary>
    internal Exception? Exception { get; private set; }

    /// <summary>Whether <see cref="End"/> has said yes.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>
    /// Whether everything was read, nothing is left and nothing was wrong. Asked once, before the values are used.
    /// </summary>
    public bool End()
    {
        if (IsOk && _position < _end) Fail(ArgumentFault.TrailingBytes);
        return IsComplete = IsOk;
    }

    /// <summary>Makes the arguments faulty. For code that reads a type and does not like what it finds. Only the first fault counts.</summary>
    public void Fail(ArgumentFault fault)
    {
        if (!IsOk || fault == ArgumentFault.None) return;
        Fault = fault;
        FaultPosition = _position - _start;
    }

    /// <summary>Makes the arguments faulty, and says what was asked for.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="type">The type that was asked for; see <see cref="FaultType"/>.</param>
    protected void Fail(ArgumentFault fault, string type)
    {
        if (IsOk) FaultType = type;
        Fail(fault);
    }

    /// <summary>Passes over the absence of a value. False, and nothing is passed over, when there is one.</summary>
    public bool TryReadNil() => IsOk && !_isRaw && TryReadNilCore();

    /// <summary>Reads a truth value.</summary>
    public abstract bool ReadBoolean();

    /// <summary>Reads an integer.</summary>
    public abstract long ReadInt64();

    /// <summary>Reads an integer that is not negative.</summary>
    public abstract ulong ReadUInt64();

    /// <summary>Reads a number. An integer is one, too.</summary>
    public abstract float ReadSingle();

    /// <summary>Reads a number. An integer is one, too.</summary>
    public abstract double ReadDouble();

    /// <summary>Reads text; empty after a fault.</summary>
    public abstract string ReadString();

    /// <summary>Reads text as the UTF-8 it came in, without a copy. Valid until the call has returned. Not checked to be UTF-8.</summary>
    public abstract ReadOnlySpan<byte> ReadUtf8();

    /// <summary>Reads bytes without a copy. Valid until the call has returned, its asynchronous part not included.</summary>
    public ReadOnlyMemory<byte> ReadMemory()
    {
        if (!_isRaw) return ReadMemoryCore();
        TryTake(BytesLeft, out var start);
        return _buffer.AsMemory(start, _end - start);
    }

    /// <summary>Reads bytes into an array of their own.</summary>
    public byte[] ReadBytes()
    {
        var memory = ReadMemory();
        return memory.IsEmpty ? [] : memory.ToArray();
    }

    /// <summary>Begins a list, and says how many values it has; then comes <see cref="EndArray"/>.</summary>
    /// <param name="valuesPerElement">
    /// How many values one element takes at the least, in the count of lists, maps and plain values. A count that the bytes left could not
    /// hold is a fault.
    /// </param>
    public int BeginArray(int valuesPerElement = 1) => Enter() ? CheckCount(ReadArrayHeader(), valuesPerElement) : 0;

    /// <summary>Ends a list.</summary>
    public void EndArray() => _depth--;

    /// <summary>Begins a map, and says how many pairs it has; then comes <see cref="EndMap"/>.</summary>
    /// <param name="valuesPerPair">How many values one pair takes at the least, the key among them.</param>
    public int BeginMap(int valuesPerPair = 2) => Enter() ? CheckCount(ReadMapHeader(), valuesPerPair) : 0;

    /// <summary>Ends a map.</summary>
    public void EndMap() => _depth--;

    /// <summary>Passes over one value, whatever it is.</summary>
    public abstract void Skip();

    /// <summary>Passes over nil if that comes next. Nothing was wrong so far.</summary>
    protected abstract bool TryReadNilCore();

    /// <summary>Reads bytes without a copy.</summary>
    protected abstract ReadOnlyMemory<byte> ReadMemoryCore();

    /// <summary>Reads what begins a list: how many values it promises, which the caller checks.</summary>
    protected abstract uint ReadArrayHeader();

    /// <summary>Reads what begins a map: how many pairs it promises, which the caller checks.</summary>
    protected abstract uint ReadMapHeader();

    /// <summary>The type that came instead of <see cref="FaultType"/>, for texts; null when that is not known.</summary>
    protected virtual string? FaultFound => null;

    /// <summary>The fewest bytes that any value takes. Default 1.</summary>
    protected virtual int MinimumValueBytes => 1;

    /// <summary>How many lists and maps are begun and not ended: 0 for a value that is an argument itself.</summary>
    protected int Depth => _depth;

    /// <summary>All bytes, from the first of the packet on. What is before the position was read.</summary>
    protected byte[] Buffer => _buffer;

    /// <summary>Where in <see cref="Buffer"/> the next value begins.</summary>
    protected int Position => _position;

    /// <summary>The bytes that were not read yet; none after a fault.</summary>
    protected ReadOnlySpan<byte> Left => IsOk ? _buffer.AsSpan(_position, _end - _position) : default;

    /// <summary>Takes bytes. False, and a fault, when there are not so many, or there was a fault before.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="start">Where they begin in <see cref="Buffer"/>.</param>
    protected bool TryTake(int bytes, out int start)
    {
        start = _position;
        if (!IsOk) return false;
        if ((uint)bytes > (uint)(_end - _position))
        {
            Fail(ArgumentFault.Truncated);
            return false;
        }
        _position += bytes;
        return true;
    }

    /// <summary>Begins to read a packet's arguments.</summary>
    /// <param name="packet">The packet they are in. Not copied when it is an array's.</param>
    /// <param name="start">Where the first argument begins.</param>
    /// <param name="end">Where the last one ends.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="isRaw">Whether all of it is one byte array.</param>
    internal void Begin(ReadOnlyMemory<byte> packet, int start, int end, int count, bool isRaw)
    {
        if (!MemoryMarshal.TryGetArray(packet, out var segment)) segment = new ArraySegment<byte>(packet.ToArray());
        _buffer = segment.Array!;
        _position = _start = segment.Offset + start;
        _end = segment.Offset + end;
        Count = count;
        _isRaw = isRaw;
        _depth = 0;
        Fault = ArgumentFault.None;
        FaultPosition = 0;
        FaultType = "";
        Exception = null;
        IsComplete = false;
    }

    /// <summary>Lets go of the packet.</summary>
    internal void Release()
    {
        _buffer = [];
        _start = _position = _end = 0;
        Exception = null;
    }

    /// <summary>Whether all of it is one byte array, without a header.</summary>
    internal bool IsRaw => _isRaw;

    /// <summary>The fault as a sentence.</summary>
    internal string DescribeFault()
    {
        var where = FaultType.Length == 0 ? "" : $", where {FaultType} was asked for";
        var found = FaultFound is { } type ? $" and {type} came" : "";
        return $"{Fault} at byte {FaultPosition} of the arguments{where}{found}.";
    }

    /// <summary>The first argument was not one of the method's own.</summary>
    internal void CountWithoutFirst() => Count--;

    internal ReadOnlyMemory<byte> LeftMemory => _buffer.AsMemory(_position, _end - _position);

    internal bool Pass(int bytes) => TryTake(bytes, out _);

    internal void Fail(ArgumentFault fault, Exception exception)
    {
        if (IsOk) Exception = exception;
        Fail(fault);
    }

    private int CheckCount(uint count, int valuesPerElement)
    {
        if (!IsOk) return 0;
        if ((ulong)count * (uint)(MinimumValueBytes * Math.Max(valuesPerElement, 1)) <= (uint)BytesLeft) return (int)count;
        Fail(ArgumentFault.Truncated);
        return 0;
    }

    private bool Enter()
    {
        if (++_depth <= MaxDepth) return IsOk;
        Fail(ArgumentFault.TooDeep);
        return false;
    }
}

using System.Buffers.Binary;

namespace Transport.Multiplayer.Wire;

/// <summary>
/// What comes before the arguments of a call: a byte of flags, the object in 1, 2 or 4 bytes, the method in 1 or 2, and but for the raw form
/// the number of arguments. The object is the caller's id for its path; in 4 bytes with the topmost bit set it is the offset of the path
/// itself, which then comes behind the arguments with a zero byte.
/// </summary>
internal readonly struct CallHeader
{
    /// <summary>Flags, object, method and number of arguments at their widest.</summary>
    public const int MaxBytes = 1 + sizeof(uint) + sizeof(ushort) + 1;

    private const int ObjectWidthShift = 4;
    private const int WideMethodFlag = 0x40;
    private const int RawFlag = 0x80;
    private const uint PathFlag = 0x80000000;

    private readonly uint _object;

    private CallHeader(uint @object, int method, bool isRaw, int argumentCount, int argumentsStart, int argumentsEnd)
    {
        _object = @object;
        Method = method;
        IsRaw = isRaw;
        ArgumentCount = argumentCount;
        ArgumentsStart = argumentsStart;
        ArgumentsEnd = argumentsEnd;
    }

    /// <summary>Whether the object is named by its path, which begins at <see cref="ArgumentsEnd"/>.</summary>
    public bool HasPath => (_object & PathFlag) != 0;

    /// <summary>The caller's id for the object's path, when it has no path.</summary>
    public uint PathId => _object;

    /// <summary>The method's id.</summary>
    public int Method { get; }

    /// <summary>Whether the arguments are one byte array without a length, or none at all.</summary>
    public bool IsRaw { get; }

    /// <summary>How many arguments there are. In the raw form 1 when there are bytes, else 0.</summary>
    public int ArgumentCount { get; }

    public int ArgumentsStart { get; }

    public int ArgumentsEnd { get; }

    public static bool TryRead(ReadOnlySpan<byte> packet, out CallHeader header)
    {
        header = default;
        if (packet.IsEmpty) return false;
        var flags = packet[0];
        var objectBytes = ((flags >> ObjectWidthShift) & 3) switch { 0 => 1, 1 => 2, 2 => 4, _ => 0 };
        var methodBytes = (flags & WideMethodFlag) != 0 ? 2 : 1;
        var start = 1 + objectBytes + methodBytes;
        if (objectBytes == 0 || packet.Length < start) return false;
        var @object = ReadUnsigned(packet[1..], objectBytes);
        var end = packet.Length;
        if ((@object & PathFlag) != 0)
        {
            var pathAt = @object & ~PathFlag;
            if (pathAt < start || pathAt >= packet.Length) return false;
            end = (int)pathAt;
        }
        var isRaw = (flags & RawFlag) != 0;
        var count = end > start ? 1 : 0;
        if (!isRaw)
        {
            if (end == start) return false;
            count = packet[start++];
        }
        header = new CallHeader(@object, (int)ReadUnsigned(packet[(1 + objectBytes)..], methodBytes), isRaw, count, start, end);
        return true;
    }

    /// <summary>The path of a call that has one.</summary>
    public ReadOnlySpan<byte> PathIn(ReadOnlySpan<byte> packet)
    {
        var path = packet[ArgumentsEnd..];
        var end = path.IndexOf((byte)0);
        return end < 0 ? path : path[..end];
    }

    /// <summary>How many bytes a header takes.</summary>
    public static int SizeOf(uint pathId, bool isWide, int method, int argumentCount) =>
        SizeOf(1 << WidthOf(pathId, isWide), method, argumentCount);

    /// <summary>Writes a header so that it ends where the arguments begin.</summary>
    /// <param name="before">The room before the arguments, at least <see cref="MaxBytes"/>.</param>
    /// <param name="pathId">The caller's id for the path.</param>
    /// <param name="isWide">Whether the id takes 4 bytes even if it would do with fewer.</param>
    /// <param name="method">The method's id.</param>
    /// <param name="argumentCount">How many arguments there are; -1 for the raw form.</param>
    /// <returns>How many bytes it takes.</returns>
    public static int WriteBefore(Span<byte> before, uint pathId, bool isWide, int method, int argumentCount) =>
        Write(before, pathId, WidthOf(pathId, isWide), method, argumentCount);

    /// <summary>Writes the header of a call that has its path behind the arguments.</summary>
    /// <param name="before">The room before the arguments, at least <see cref="MaxBytes"/>.</param>
    /// <param name="argumentBytes">The size of the arguments.</param>
    /// <param name="method">The method's id.</param>
    /// <param name="argumentCount">How many arguments there are; -1 for the raw form.</param>
    /// <returns>How many bytes it takes.</returns>
    public static int WriteWithPathBefore(Span<byte> before, int argumentBytes, int method, int argumentCount)
    {
        var headerBytes = SizeOf(4, method, argumentCount);
        return Write(before, PathFlag | (uint)(headerBytes + argumentBytes), width: 2, method, argumentCount);
    }

    private static int Write(Span<byte> before, uint @object, int width, int method, int argumentCount)
    {
        var objectBytes = 1 << width;
        var bytes = SizeOf(objectBytes, method, argumentCount);
        var header = before[^bytes..];
        var isWideMethod = method > byte.MaxValue;
        header[0] = (byte)((width << ObjectWidthShift) | (isWideMethod ? WideMethodFlag : 0) | (argumentCount < 0 ? RawFlag : 0));
        WriteUnsigned(header[1..], @object, objectBytes);
        WriteUnsigned(header[(1 + objectBytes)..], (uint)method, isWideMethod ? 2 : 1);
        if (argumentCount >= 0) header[^1] = (byte)argumentCount;
        return bytes;
    }

    private static int WidthOf(uint pathId, bool isWide) => isWide || pathId > ushort.MaxValue ? 2 : pathId > byte.MaxValue ? 1 : 0;

    private static int SizeOf(int objectBytes, int method, int argumentCount) =>
        1 + objectBytes + (method > byte.MaxValue ? 2 : 1) + (argumentCount < 0 ? 0 : 1);

    private static uint ReadUnsigned(ReadOnlySpan<byte> source, int bytes) => bytes switch
    {
        1 => source[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(source),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(source),
    };

    private static void WriteUnsigned(Span<byte> destination, uint value, int bytes)
    {
        switch (bytes)
        {
            case 1:
                destination[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)value);
                break;
            default:
                BinaryPrimitives.WriteUInt32LittleEndian(destination, value);
                break;
        }
    }
}

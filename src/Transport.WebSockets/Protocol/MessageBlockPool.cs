namespace Transport.WebSockets.Protocol;

/// <summary>
/// Blocks that nobody uses, without buffers: those are <see cref="SmallBufferPool"/>'s.
/// </summary>
internal static class MessageBlockPool
{
    /// <summary>How many blocks are kept; what comes above is left to the garbage collector.</summary>
    public const int MaxBlocks = 4096;

    /// <summary>A block that has grown room for more messages gives that room back.</summary>
    public const int MaxSlices = 4096;

    private static readonly object Gate = new();
    private static MessageBlock? _first;
    private static int _count;

    public static int Count
    {
        get
        {
            lock (Gate) return _count;
        }
    }

    public static MessageBlock? TryTake()
    {
        lock (Gate)
        {
            if (_first is not { } block) return null;
            _first = block.NextFree;
            block.NextFree = null;
            _count--;
            return block;
        }
    }

    public static void Put(MessageBlock block)
    {
        lock (Gate)
        {
            if (_count == MaxBlocks) return;
            block.NextFree = _first;
            _first = block;
            _count++;
        }
    }
}

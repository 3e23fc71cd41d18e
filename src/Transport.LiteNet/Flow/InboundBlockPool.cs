namespace Transport.LiteNet.Flow;

/// <summary>Blocks that nobody uses. A bounded number is kept; what comes above is left to the garbage collector. Thread-safe.</summary>
internal sealed class InboundBlockPool
{
    public const int MaxBlocks = 256;

    private readonly Stack<InboundBlock> _free = new();

    public InboundBlock Rent()
    {
        lock (_free) return _free.Count > 0 ? _free.Pop() : new InboundBlock(this);
    }

    public void Return(InboundBlock block)
    {
        lock (_free)
        {
            if (_free.Count < MaxBlocks) _free.Push(block);
        }
    }
}

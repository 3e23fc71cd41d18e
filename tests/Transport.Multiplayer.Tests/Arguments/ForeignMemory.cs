using System.Buffers;

namespace Transport.Multiplayer.Tests.Arguments;

/// <summary>Memory that is no array's, for all the reader knows.</summary>
internal sealed class ForeignMemory(byte[] bytes) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => bytes;

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}

using System.Buffers;

namespace Transport.WebSockets.Protocol;

/// <summary>
/// Buffers for what one connection has at hand: a few packets that came, or that leave together. A broadcast needs one for each client at
/// once, many more than <see cref="ArrayPool{T}.Shared"/> keeps of a size. Larger ones are its own.
/// </summary>
internal static class SmallBufferPool
{
    /// <summary>The sizes that are kept here.</summary>
    public const int SmallestBytes = 128;

    /// <inheritdoc cref="SmallestBytes"/>
    public const int SmallBytes = 512;

    /// <summary>How many of each size are kept; what comes above is left to the garbage collector.</summary>
    public const int MaxBuffers = 4096;

    private static readonly Shelf Smallest = new(SmallestBytes);
    private static readonly Shelf Small = new(SmallBytes);

    public static byte[] Rent(int minimumBytes) => minimumBytes switch
    {
        // What waits shall not hold far more memory than its own.
        <= SmallestBytes / 2 => ArrayPool<byte>.Shared.Rent(minimumBytes),
        <= SmallestBytes => Smallest.Take(),
        <= SmallBytes => Small.Take(),
        _ => ArrayPool<byte>.Shared.Rent(minimumBytes),
    };

    public static void Return(byte[] buffer)
    {
        if (buffer.Length == SmallestBytes) Smallest.Put(buffer);
        else if (buffer.Length == SmallBytes) Small.Put(buffer);
        else ArrayPool<byte>.Shared.Return(buffer);
    }

    private sealed class Shelf(int size)
    {
        private readonly object _gate = new();
        private byte[][] _free = new byte[64][];
        private int _count;

        public byte[] Take()
        {
            lock (_gate)
            {
                if (_count > 0) return _free[--_count];
            }
            return new byte[size];
        }

        public void Put(byte[] buffer)
        {
            lock (_gate)
            {
                if (_count == MaxBuffers) return;
                if (_count == _free.Length) Array.Resize(ref _free, _count * 2);
                _free[_count++] = buffer;
            }
        }
    }
}

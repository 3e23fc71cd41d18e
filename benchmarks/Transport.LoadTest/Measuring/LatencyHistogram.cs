using System.Numerics;

namespace Transport.LoadTest.Measuring;

/// <summary>
/// Counts times, in nanoseconds, in classes that are less than a hundredth of the time wide, up to an hour. Of one size whatever is
/// recorded. Any thread may record; reading is for when nobody does.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>Longer times count as this.</summary>
    public const long Longest = (1L << 42) - 1;

    // Below 256 each time is a class of its own; above, each power of two has 128 classes.
    private const int PreciseBits = 8;
    private const int ClassesPerPower = 1 << (PreciseBits - 1);

    private readonly long[] _counts = new long[ClassOf(Longest) + 1];

    /// <summary>How many were recorded.</summary>
    public long Count
    {
        get
        {
            long sum = 0;
            foreach (var count in _counts) sum += count;
            return sum;
        }
    }

    public void Record(long nanoseconds) => Interlocked.Increment(ref _counts[ClassOf(Math.Clamp(nanoseconds, 0, Longest))]);

    public void Clear() => Array.Clear(_counts);

    /// <summary>The time that so many of a hundred do not exceed, as the upper end of its class; 0 when nothing was recorded.</summary>
    /// <param name="percent">Above 0, at most 100; 100 is the longest time.</param>
    public long Percentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var total = Count;
        if (total == 0) return 0;
        var rank = Math.Max(1, (long)Math.Ceiling(total * percent / 100));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank) return UpperEndOf(i);
        }
        return Longest;
    }

    private static int ClassOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - (PreciseBits - 1));
        return shift * ClassesPerPower + (int)(value >> shift);
    }

    private static long UpperEndOf(int index)
    {
        var shift = Math.Max(0, index / ClassesPerPower - 1);
        return ((index - shift * ClassesPerPower + 1L) << shift) - 1;
    }
}

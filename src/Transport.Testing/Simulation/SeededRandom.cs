namespace Transport.Testing.Simulation;

/// <summary>
/// Reproducible chance: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators"), seeded by SplitMix64. The
/// platform's own generator may give other numbers in another version. Not for secrets.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Other numbers for each combination.</summary>
    public SeededRandom(int seed, int peer = 0, int link = 0)
    {
        var state = (uint)seed | ((ulong)(uint)peer << 32);
        state = SplitMix(ref state) + (uint)link;
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>A state, as the paper's reference has it.</summary>
    public SeededRandom(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    public ulong Next()
    {
        var result = RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = RotateLeft(_d, 45);
        return result;
    }

    /// <summary>True with a probability of 0 to 1. Nothing is drawn for 0.</summary>
    public bool Chance(double probability) => probability > 0 && NextShare() < probability;

    /// <summary>A time below another one, evenly. Nothing is drawn for 0.</summary>
    public long Below(long ticks) => ticks > 0 ? (long)(NextShare() * ticks) : 0;

    // 0 up to, and without, 1: the upper 53 bits.
    private double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong RotateLeft(ulong value, int bits) => (value << bits) | (value >> (64 - bits));
}

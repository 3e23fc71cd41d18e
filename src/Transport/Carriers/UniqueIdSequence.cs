using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Transport.Carriers;

/// <summary>
/// Peer ids that look random and never repeat: a counter sent through a random permutation of the 31-bit numbers. It needs no
/// memory of the ids already given. Thread-safe. For writers of carriers.
/// </summary>
public sealed class UniqueIdSequence
{
    private const uint Mask = 0x7FFFFFFF;

    private readonly uint _offset;
    private readonly uint _multiplier;
    private readonly uint _whitener;
    private int _counter;

    /// <summary>A sequence with a secret order of its own.</summary>
    public UniqueIdSequence()
    {
        Span<byte> key = stackalloc byte[12];
        RandomNumberGenerator.Fill(key);
        _offset = BinaryPrimitives.ReadUInt32LittleEndian(key);
        _multiplier = BinaryPrimitives.ReadUInt32LittleEndian(key[4..]) | 1;
        _whitener = BinaryPrimitives.ReadUInt32LittleEndian(key[8..]) | 1;
    }

    /// <summary>The next id, 2 to 2147483647. Repeats only after all of them were given.</summary>
    public int Next()
    {
        while (true)
        {
            var id = Permute((uint)Interlocked.Increment(ref _counter));
            if (id > MultiplayerPeer.TargetPeerServer) return id;
        }
    }

    // Each step can be undone within 31 bits (adding, multiplying by an odd number, xor with the own upper bits), so no two
    // counters meet in one id.
    private int Permute(uint counter)
    {
        var x = (counter + _offset) & Mask;
        x = (x * _multiplier) & Mask;
        x ^= x >> 16;
        x = (x * 0x45D9F3B) & Mask;
        x ^= x >> 15;
        x = (x * _whitener) & Mask;
        x ^= x >> 16;
        return (int)x;
    }
}

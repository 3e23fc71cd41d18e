using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Transport.WebSockets.Framing;

/// <summary>
/// Mask keys that nobody can foretell (RFC 6455 section 5.3). They are drawn in blocks, one block per thread: asking the system for
/// each key would cost more than the rest of the frame.
/// </summary>
internal static class MaskKeys
{
    private const int KeysPerBlock = 512;

    [ThreadStatic]
    private static KeyBlock? _block;

    public static uint Next() => (_block ??= new KeyBlock()).Next();

    private sealed class KeyBlock
    {
        private readonly uint[] _keys = new uint[KeysPerBlock];
        private int _next = KeysPerBlock;

        public uint Next()
        {
            if (_next == KeysPerBlock)
            {
                RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_keys.AsSpan()));
                _next = 0;
            }
            return _keys[_next++];
        }
    }
}

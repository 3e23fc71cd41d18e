using System.Security.Cryptography;

namespace Transport.LiteNet.Security;

/// <summary>RFC 5869 with SHA-256, which netstandard2.1 does not have.</summary>
internal static class Hkdf
{
    public const int HashBytes = 32;

    /// <summary>RFC 5869 section 2.2.</summary>
    public static byte[] Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey)
    {
        using var hash = new HMACSHA256(salt.ToArray());
        return hash.ComputeHash(inputKey.ToArray());
    }

    /// <summary>RFC 5869 section 2.3.</summary>
    /// <param name="key">From <see cref="Extract"/>.</param>
    /// <param name="info">What the output is for.</param>
    /// <param name="length">At most 255 times <see cref="HashBytes"/>.</param>
    public static byte[] Expand(byte[] key, ReadOnlySpan<byte> info, int length)
    {
        using var hash = new HMACSHA256(key);
        var output = new byte[length];
        var previous = Array.Empty<byte>();
        for (var (done, number) = (0, 1); done < length; number++)
        {
            previous = hash.ComputeHash([.. previous, .. info, (byte)number]);
            var part = Math.Min(previous.Length, length - done);
            previous.AsSpan(0, part).CopyTo(output.AsSpan(done));
            done += part;
        }
        return output;
    }
}

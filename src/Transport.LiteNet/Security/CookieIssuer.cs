using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Security;

/// <summary>
/// Cookies that a server need not remember: the time, and a keyed hash over it, the asker's address and his random number. Who brings one back
/// receives what is sent to his address. As in RFC 6347 section 4.2.1. Not synchronised.
/// </summary>
internal sealed class CookieIssuer : IDisposable
{
    private const int MacBytes = Protocol.CookieBytes - sizeof(long);

    private readonly HMACSHA256 _hash;
    private readonly TimeSpan _lifetime;
    private readonly byte[] _input = new byte[AddressKey.Bytes + Protocol.RandomBytes + sizeof(long)];
    private readonly byte[] _output = new byte[32];

    /// <param name="lifetime">From issue to the last moment it is good for.</param>
    public CookieIssuer(TimeSpan lifetime)
    {
        _lifetime = lifetime;
        var key = new byte[32];
        RandomNumberGenerator.Fill(key);
        _hash = new HMACSHA256(key);
    }

    public void Write(Span<byte> cookie, IPEndPoint asker, ReadOnlySpan<byte> random, TimeSpan now)
    {
        BinaryPrimitives.WriteInt64LittleEndian(cookie, now.Ticks);
        Hash(cookie[..sizeof(long)], asker, random).CopyTo(cookie[sizeof(long)..]);
    }

    public bool IsValid(ReadOnlySpan<byte> cookie, IPEndPoint asker, ReadOnlySpan<byte> random, TimeSpan now)
    {
        var time = cookie[..sizeof(long)];
        var age = now.Ticks - BinaryPrimitives.ReadInt64LittleEndian(time);
        if (age < 0 || age > _lifetime.Ticks) return false;
        return CryptographicOperations.FixedTimeEquals(Hash(time, asker, random), cookie[sizeof(long)..]);
    }

    public void Dispose() => _hash.Dispose();

    private ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> time, IPEndPoint asker, ReadOnlySpan<byte> random)
    {
        new AddressKey(asker).Write(_input);
        random.CopyTo(_input.AsSpan(AddressKey.Bytes));
        time.CopyTo(_input.AsSpan(AddressKey.Bytes + Protocol.RandomBytes));
        _hash.TryComputeHash(_input, _output, out _);
        return _output.AsSpan(0, MacBytes);
    }
}

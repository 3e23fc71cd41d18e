using System.Buffers.Binary;
using System.Security.Cryptography;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Security;

/// <summary>
/// Encrypts the datagrams of one connection to the other end, and decrypts those from it. Allocates nothing, but for a datagram that is not
/// genuine. Not synchronised. Source: docs/wire-format.md, UDP section 8.3.
/// </summary>
internal sealed class SealedLink : IDisposable
{
    /// <summary>By how much a datagram grows.</summary>
    public const int OverheadBytes = HeaderBytes + TagBytes;

    private const int HeaderBytes = 1 + sizeof(ulong);
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    private readonly AesGcm _sending;
    private readonly AesGcm _receiving;
    private readonly ReplayWindow _window = new();
    private ulong _sent;

    public SealedLink(byte[] sendingKey, byte[] receivingKey)
    {
        _sending = Create(sendingKey);
        _receiving = Create(receivingKey);
    }

    /// <summary>Whether this platform can do it at all.</summary>
    public static bool IsSupported
    {
        get
        {
#if NET
            return AesGcm.IsSupported;
#else
            try
            {
                using var probe = new AesGcm(new byte[32]);
                return true;
            }
            catch (PlatformNotSupportedException)
            {
                return false;
            }
#endif
        }
    }

    /// <summary>Encrypts the first bytes of a buffer in place; there has to be room for <see cref="OverheadBytes"/> more.</summary>
    /// <returns>The length of the datagram.</returns>
    public int Seal(Span<byte> buffer, int length)
    {
        buffer[..length].CopyTo(buffer[HeaderBytes..]);
        buffer[0] = DatagramKind.Sealed;
        BinaryPrimitives.WriteUInt64LittleEndian(buffer[1..], _sent);
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, _sent++);
        var content = buffer.Slice(HeaderBytes, length);
        _sending.Encrypt(nonce, content, content, buffer.Slice(HeaderBytes + length, TagBytes), buffer[..HeaderBytes]);
        return length + OverheadBytes;
    }

    /// <summary>Decrypts a datagram; what was inside is then at its beginning.</summary>
    /// <param name="datagram">As it came.</param>
    /// <param name="length">Of what was inside.</param>
    public SealOutcome Open(Span<byte> datagram, out int length)
    {
        length = 0;
        if (datagram.Length <= OverheadBytes || datagram[0] != DatagramKind.Sealed) return SealOutcome.Unsealed;
        var number = BinaryPrimitives.ReadUInt64LittleEndian(datagram[1..]);
        if (!_window.IsNew(number)) return SealOutcome.Replayed;
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, number);
        var content = datagram[HeaderBytes..^TagBytes];
        try
        {
            _receiving.Decrypt(nonce, content, datagram[^TagBytes..], content, datagram[..HeaderBytes]);
        }
        catch (CryptographicException)
        {
            return SealOutcome.Forged;
        }
        _window.Note(number);
        length = content.Length;
        content.CopyTo(datagram);
        return SealOutcome.Genuine;
    }

    public void Dispose()
    {
        _sending.Dispose();
        _receiving.Dispose();
    }

    private static AesGcm Create(byte[] key) =>
#if NET
        new(key, TagBytes);
#else
        new(key);
#endif

    private static void WriteNonce(Span<byte> nonce, ulong number)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(nonce[(NonceBytes - sizeof(ulong))..], number);
    }
}

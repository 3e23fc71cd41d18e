using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>The key of a client's request, and the answer that proves it was understood. Source: RFC 6455 section 4.2.2.</summary>
internal static class WebSocketKey
{
    public const int NonceBytes = 16;

    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyChars = 24;

    public static string FromNonce(ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length != NonceBytes) throw new ArgumentException($"A nonce has {NonceBytes} bytes.", nameof(nonce));
        return Convert.ToBase64String(nonce);
    }

    /// <summary>Whether the key is 16 bytes in Base64.</summary>
    public static bool IsValid(string key)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        return key.Length == KeyChars && Convert.TryFromBase64String(key, nonce, out var written) && written == NonceBytes;
    }

    /// <summary>What Sec-WebSocket-Accept says to the key.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 section 4.2.2 says SHA-1; nothing is kept secret by it.")]
    public static string Accept(string key)
    {
        var text = Encoding.ASCII.GetBytes(key + Guid);
#if NET
        return Convert.ToBase64String(SHA1.HashData(text));
#else
        using var sha1 = SHA1.Create();
        return Convert.ToBase64String(sha1.ComputeHash(text));
#endif
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Transport.LiteNet.Security;

/// <summary>
/// The part of a connect token that only the server can read: until when it is good, the secret that its owner has as well, for which server,
/// and the issuer's own data. Source: docs/wire-format.md, UDP section 8.4.
/// </summary>
/// <param name="Expires">The last moment it is good for.</param>
/// <param name="Secret">What the owner has, too.</param>
/// <param name="Server">The server it is for; empty for any that has the key.</param>
/// <param name="UserData">What the issuer has to say of the owner.</param>
internal sealed record SealedToken(DateTimeOffset Expires, byte[] Secret, string Server, byte[] UserData)
{
    public const int KeyBytes = 32;

    public const int SecretBytes = 32;

    public const int MaxServerBytes = 128;

    public const int MaxUserDataBytes = 512;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int ServerOffset = sizeof(long) + SecretBytes + 1;

    private static readonly long MaxExpires = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static ReadOnlySpan<byte> Purpose => "transport 1 token"u8;

    public byte[] Seal(ReadOnlySpan<byte> key)
    {
        var server = Encoding.UTF8.GetBytes(Server);
        var content = new byte[ServerOffset + server.Length + UserData.Length];
        BinaryPrimitives.WriteInt64LittleEndian(content, Expires.ToUnixTimeMilliseconds());
        Secret.CopyTo(content, sizeof(long));
        content[ServerOffset - 1] = (byte)server.Length;
        server.CopyTo(content, ServerOffset);
        UserData.CopyTo(content, ServerOffset + server.Length);

        var token = new byte[NonceBytes + content.Length + TagBytes];
        RandomNumberGenerator.Fill(token.AsSpan(0, NonceBytes));
        using var cipher = CreateCipher(key);
        cipher.Encrypt(token.AsSpan(0, NonceBytes), content, token.AsSpan(NonceBytes, content.Length), token.AsSpan(NonceBytes + content.Length), Purpose);
        return token;
    }

    /// <summary>Null when the key is another one, or the token was changed.</summary>
    public static SealedToken? Open(ReadOnlySpan<byte> token, ReadOnlySpan<byte> key)
    {
        if (token.Length < NonceBytes + ServerOffset + TagBytes) return null;
        var content = new byte[token.Length - NonceBytes - TagBytes];
        try
        {
            using var cipher = CreateCipher(key);
            cipher.Decrypt(token[..NonceBytes], token.Slice(NonceBytes, content.Length), token[^TagBytes..], content, Purpose);
        }
        catch (CryptographicException)
        {
            return null;
        }
        int serverBytes = content[ServerOffset - 1];
        var expires = BinaryPrimitives.ReadInt64LittleEndian(content);
        if (ServerOffset + serverBytes > content.Length || expires < 0 || expires > MaxExpires) return null;
        return new SealedToken(
            DateTimeOffset.FromUnixTimeMilliseconds(expires),
            content.AsSpan(sizeof(long), SecretBytes).ToArray(),
            Encoding.UTF8.GetString(content, ServerOffset, serverBytes),
            content[(ServerOffset + serverBytes)..]);
    }

    private static AesGcm CreateCipher(ReadOnlySpan<byte> key) =>
#if NET
        new(key, TagBytes);
#else
        new(key);
#endif
}

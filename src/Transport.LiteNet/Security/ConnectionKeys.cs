using System.Security.Cryptography;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Security;

/// <summary>
/// The keys of one connection, from the secret of both ends and from what only this connection has: the client's random number and the
/// server's cookie. So no key is used twice, however often a secret or a token is. Source: docs/wire-format.md, UDP section 8.2.
/// </summary>
internal sealed class ConnectionKeys
{
    private const int KeyBytes = 32;

    private readonly byte[] _proofKey;
    private readonly byte[] _clientKey;
    private readonly byte[] _serverKey;

    public ConnectionKeys(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> random, ReadOnlySpan<byte> cookie)
    {
        Span<byte> salt = stackalloc byte[Protocol.RandomBytes + Protocol.CookieBytes];
        random.CopyTo(salt);
        cookie.CopyTo(salt[Protocol.RandomBytes..]);
        var key = Hkdf.Extract(salt, secret);
        _proofKey = Hkdf.Expand(key, "transport 1 proof"u8, KeyBytes);
        _clientKey = Hkdf.Expand(key, "transport 1 client"u8, KeyBytes);
        _serverKey = Hkdf.Expand(key, "transport 1 server"u8, KeyBytes);
    }

    /// <summary>Shows that a client has the secret, and that nobody has changed its join on the way.</summary>
    public byte[] Prove(ReadOnlySpan<byte> join, ReadOnlySpan<byte> token)
    {
        using var hash = new HMACSHA256(_proofKey);
        return hash.ComputeHash([.. join[..JoinRequest.PlainBytes], .. token])[..Protocol.ProofBytes];
    }

    /// <summary>What encrypts and decrypts at one end.</summary>
    public SealedLink CreateLink(bool isClient) =>
        isClient ? new SealedLink(_clientKey, _serverKey) : new SealedLink(_serverKey, _clientKey);
}

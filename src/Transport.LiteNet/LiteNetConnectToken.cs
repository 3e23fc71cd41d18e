using System.Security.Cryptography;
using Transport.LiteNet.Security;

namespace Transport.LiteNet;

/// <summary>
/// Tokens that let a client in and give it keys of its own. A service that knows the players (a log-in, a matchmaker) issues them with the
/// game server's key and hands them out over a connection that is safe, HTTPS for example. The game server needs no word with that service.
/// In the manner of netcode; Godot has nothing of the kind.
/// </summary>
/// <remarks>A token is as good as a password until it expires: who has it can come in with it, more than once. Keep it short-lived.</remarks>
public static class LiteNetConnectToken
{
    /// <summary>How much the issuer can say of the token's owner, in bytes.</summary>
    public const int MaxUserDataBytes = SealedToken.MaxUserDataBytes;

    /// <summary>The length of a server's key, in bytes.</summary>
    public const int ServerKeyBytes = SealedToken.KeyBytes;

    private const int SecretOffset = 5;
    private const int SealedOffset = SecretOffset + SealedToken.SecretBytes;

    private static ReadOnlySpan<byte> Magic => "TPTK\u0001"u8;

    /// <summary>A fresh token for one client.</summary>
    /// <param name="serverKey">The key that the game server was given, <see cref="ServerKeyBytes"/> random bytes.</param>
    /// <param name="expires">When it stops being good; a connection that stands then goes on. Server and issuer need about the same time.</param>
    /// <param name="userData">What the server is to know of the client, see <see cref="LiteNetMultiplayerPeer.GetPeerUserData"/>. Nobody else can read it, the client included.</param>
    /// <param name="server">The one server it is for, by the name that server was given; null for every server with this key. At most 128 bytes of UTF-8.</param>
    /// <returns>What the client gives to <see cref="LiteNetSecurity.Token"/>.</returns>
    /// <exception cref="ArgumentException">A key of another length, or too much user data or name.</exception>
    /// <exception cref="PlatformNotSupportedException">The platform has no AES-GCM.</exception>
    public static byte[] Issue(ReadOnlySpan<byte> serverKey, DateTimeOffset expires, ReadOnlySpan<byte> userData = default, string? server = null)
    {
        LiteNetSecurity.CheckServerKey(serverKey, nameof(serverKey));
        LiteNetSecurity.CheckServerName(server, nameof(server));
        if (userData.Length > MaxUserDataBytes)
            throw new ArgumentException($"A token has at most {MaxUserDataBytes} bytes of user data; these are {userData.Length}.", nameof(userData));
        var secret = new byte[SealedToken.SecretBytes];
        RandomNumberGenerator.Fill(secret);
        var sealedPart = new SealedToken(expires, secret, server ?? "", userData.ToArray()).Seal(serverKey);
        return [.. Magic, .. secret, .. sealedPart];
    }

    /// <summary>The two parts of a token: the secret, and what the server can open.</summary>
    /// <exception cref="ArgumentException">It is no token.</exception>
    internal static (byte[] Secret, byte[] Sealed) Split(ReadOnlySpan<byte> token)
    {
        if (token.Length <= SealedOffset || token.Length > SealedOffset + Wire.JoinRequest.MaxTokenBytes || !token[..Magic.Length].SequenceEqual(Magic))
            throw new ArgumentException("This is no connect token.", nameof(token));
        return (token[SecretOffset..SealedOffset].ToArray(), token[SealedOffset..].ToArray());
    }
}

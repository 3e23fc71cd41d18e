using System.Text;
using Transport.LiteNet.Security;

namespace Transport.LiteNet;

/// <summary>
/// How the datagrams of a <see cref="LiteNetMultiplayerPeer"/> are encrypted: AES-256-GCM over each whole datagram, with keys of its own for
/// each connection. Without it plain UDP goes over the network: who is on the way can read it, change it, and speak in another's name.
/// </summary>
/// <remarks>
/// <para><b>Both ends.</b> The same <see cref="SharedSecret"/>, or <see cref="ServerKey"/> at the server and a <see cref="Token"/> at each client. An end
/// without the right key is refused, and told <see cref="DisconnectReason.SecurityFailed"/>.</para>
/// <para><b>Secrecy.</b> Who learns a secret later can read what was recorded before.</para>
/// </remarks>
public sealed class LiteNetSecurity
{
    /// <summary>The shortest secret, in bytes.</summary>
    public const int MinSecretBytes = 16;

    private readonly byte[] _secret;
    private readonly byte[] _token;
    private readonly string _server;

    private LiteNetSecurity(SecurityKind kind, byte[] secret, byte[]? token = null, string? server = null)
    {
        Kind = kind;
        _secret = secret;
        _token = token ?? [];
        _server = server ?? "";
    }

    internal SecurityKind Kind { get; }

    internal bool IsOfClient => _token.Length > 0;

    internal bool IsOfServer => Kind == SecurityKind.Token && _token.Length == 0;

    /// <summary>The part of a client's token that goes to the server; empty otherwise.</summary>
    internal ReadOnlySpan<byte> SealedPart => _token;

    /// <summary>A secret that both ends have: random bytes, not a password. Whoever has the game has it, when it ships with the game.</summary>
    /// <param name="secret">At least <see cref="MinSecretBytes"/> bytes. Copied.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public static LiteNetSecurity SharedSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < MinSecretBytes)
            throw new ArgumentException($"A secret has at least {MinSecretBytes} bytes; this one has {secret.Length}.", nameof(secret));
        return new LiteNetSecurity(SecurityKind.SharedSecret, secret.ToArray());
    }

    /// <summary>For a server: takes the tokens that were issued with this key.</summary>
    /// <param name="key"><see cref="LiteNetConnectToken.ServerKeyBytes"/> random bytes. Copied.</param>
    /// <param name="server">This server's name, which tokens have to carry; null to take tokens for any server with this key.</param>
    /// <exception cref="ArgumentException">A key of another length, or too long a name.</exception>
    public static LiteNetSecurity ServerKey(ReadOnlySpan<byte> key, string? server = null)
    {
        CheckServerKey(key, nameof(key));
        CheckServerName(server, nameof(server));
        return new LiteNetSecurity(SecurityKind.Token, key.ToArray(), server: server);
    }

    /// <summary>For a client: comes in with a token.</summary>
    /// <param name="token">From <see cref="LiteNetConnectToken.Issue"/>. Copied.</param>
    /// <exception cref="ArgumentException">It is no token.</exception>
    public static LiteNetSecurity Token(ReadOnlySpan<byte> token)
    {
        var (secret, sealedPart) = LiteNetConnectToken.Split(token);
        return new LiteNetSecurity(SecurityKind.Token, secret, sealedPart);
    }

    internal static void CheckServerKey(ReadOnlySpan<byte> key, string name)
    {
        if (key.Length != LiteNetConnectToken.ServerKeyBytes)
            throw new ArgumentException($"A server's key has {LiteNetConnectToken.ServerKeyBytes} bytes; this one has {key.Length}.", name);
    }

    internal static void CheckServerName(string? server, string name)
    {
        if (server is not null && Encoding.UTF8.GetByteCount(server) > SealedToken.MaxServerBytes)
            throw new ArgumentException($"A server's name has at most {SealedToken.MaxServerBytes} bytes of UTF-8.", name);
    }

    /// <summary>Throws when one end was given what is for the other.</summary>
    internal static void Check(LiteNetSecurity? security, bool isServer)
    {
        if (security is null) return;
        if (isServer && security.IsOfClient) throw new ArgumentException("A token is for a client; a server needs the key.", nameof(security));
        if (!isServer && security.IsOfServer) throw new ArgumentException("A server's key is for a server; a client needs a token.", nameof(security));
        if (!SealedLink.IsSupported) throw new PlatformNotSupportedException("This platform has no AES-GCM.");
    }

    /// <summary>A client's keys for one connection.</summary>
    internal ConnectionKeys CreateKeys(ReadOnlySpan<byte> random, ReadOnlySpan<byte> cookie) => new(_secret, random, cookie);

    /// <summary>A server's keys for one connection; null with the reason when the client cannot have them.</summary>
    internal ConnectionKeys? CreateKeys(in Wire.JoinRequest join, DateTimeOffset now, out byte[] userData, out string refusal)
    {
        userData = [];
        refusal = "";
        if (Kind == SecurityKind.SharedSecret) return new ConnectionKeys(_secret, join.Random, join.Cookie);
        if (SealedToken.Open(join.Token, _secret) is not { } token) refusal = "The token was not issued with this server's key.";
        else if (token.Expires < now) refusal = "The token has expired.";
        else if (_server.Length > 0 && token.Server != _server) refusal = "The token is for another server.";
        else
        {
            userData = token.UserData;
            return new ConnectionKeys(token.Secret, join.Random, join.Cookie);
        }
        return null;
    }
}

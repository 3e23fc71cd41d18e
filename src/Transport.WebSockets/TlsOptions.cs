using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Transport.WebSockets;

/// <summary>
/// TLS for one side of a connection. A client checks certificate and name unless it is told otherwise. Source: Godot <c>TLSOptions</c>.
/// In a browser the browser checks them, and any other wish than that throws at the start.
/// </summary>
public sealed class TlsOptions
{
    private readonly SslServerAuthenticationOptions? _server;
    private readonly SslClientAuthenticationOptions? _client;
    private readonly X509Certificate2Collection? _trusted;
    private readonly string? _targetHost;
    private readonly bool _isUnsafe;

    private TlsOptions(
        SslServerAuthenticationOptions? server = null,
        SslClientAuthenticationOptions? client = null,
        X509Certificate2Collection? trusted = null,
        string? targetHost = null,
        bool isUnsafe = false)
    {
        _server = server;
        _client = client;
        _trusted = trusted;
        _targetHost = targetHost;
        _isUnsafe = isUnsafe;
    }

    /// <summary>Whether these are the options of a server.</summary>
    public bool IsServer => _server is not null;

    /// <summary>Whether it is a client's way by default.</summary>
    internal bool IsPlain => _server is null && _client is null && _trusted is null && _targetHost is null && !_isUnsafe;

    /// <summary>
    /// A client that checks the server's certificate and name. Source: Godot <c>TLSOptions.client</c>.
    /// </summary>
    /// <param name="trusted">Roots, or self-signed certificates, to trust instead of the system's; null for the system's.</param>
    /// <param name="targetHost">The name to check instead of the URL's; null for the URL's.</param>
    public static TlsOptions Client(X509Certificate2Collection? trusted = null, string? targetHost = null) =>
        new(trusted: trusted, targetHost: targetHost);

    /// <summary>
    /// A client that takes any certificate: encrypted, but whoever answers may be anybody. For tests. Source: Godot <c>TLSOptions.client_unsafe</c>.
    /// </summary>
    public static TlsOptions ClientUnsafe() => new(isUnsafe: true);

    /// <summary>A client with the platform's options, used as they are; a missing <c>TargetHost</c> is taken from the URL.</summary>
    public static TlsOptions Client(SslClientAuthenticationOptions options) =>
        new(client: options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>A server with its certificate. Source: Godot <c>TLSOptions.server</c>.</summary>
    /// <param name="certificate">With its private key.</param>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static TlsOptions Server(X509Certificate2 certificate)
    {
        if (certificate is null) throw new ArgumentNullException(nameof(certificate));
        if (!certificate.HasPrivateKey)
            throw new ArgumentException("A server's certificate needs its private key.", nameof(certificate));
        return new(new SslServerAuthenticationOptions { ServerCertificate = certificate });
    }

    /// <summary>A server with the platform's options, used as they are.</summary>
    public static TlsOptions Server(SslServerAuthenticationOptions options) =>
        new(options ?? throw new ArgumentNullException(nameof(options)));

    internal static void CheckServer(TlsOptions? options, string parameter)
    {
        if (options is { IsServer: false })
            throw new ArgumentException("These are the TLS options of a client; a server needs TlsOptions.Server.", parameter);
    }

    internal static void CheckClient(TlsOptions? options, string parameter)
    {
        if (options is { IsServer: true })
            throw new ArgumentException("These are the TLS options of a server; a client needs TlsOptions.Client.", parameter);
    }

    internal SslServerAuthenticationOptions ForServer() => _server!;

    internal SslClientAuthenticationOptions ForClient(string host)
    {
        if (_client is not null) return Copy(_client, host);
        var options = new SslClientAuthenticationOptions { TargetHost = string.IsNullOrEmpty(_targetHost) ? host : _targetHost };
#pragma warning disable CA5359 // The caller asked for it by name: ClientUnsafe.
        if (_isUnsafe) options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        else if (_trusted is not null) options.RemoteCertificateValidationCallback = IsTrusted;
        return options;
    }

    private static SslClientAuthenticationOptions Copy(SslClientAuthenticationOptions options, string host) => new()
    {
        TargetHost = string.IsNullOrEmpty(options.TargetHost) ? host : options.TargetHost,
        AllowRenegotiation = options.AllowRenegotiation,
        ApplicationProtocols = options.ApplicationProtocols,
        CertificateRevocationCheckMode = options.CertificateRevocationCheckMode,
        ClientCertificates = options.ClientCertificates,
        EnabledSslProtocols = options.EnabledSslProtocols,
        EncryptionPolicy = options.EncryptionPolicy,
        LocalCertificateSelectionCallback = options.LocalCertificateSelectionCallback,
        RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
#if NET
        CertificateChainPolicy = options.CertificateChainPolicy,
        CipherSuitesPolicy = options.CipherSuitesPolicy,
        ClientCertificateContext = options.ClientCertificateContext,
#endif
    };

    // The name must fit, and the chain must end in one of the trusted certificates with no other fault than that the system
    // does not know that end.
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;
        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        own.ChainPolicy.ExtraStore.AddRange(_trusted!);
        foreach (var element in chain?.ChainElements ?? own.ChainElements) own.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var leaf = new X509Certificate2(certificate);
        if (!own.Build(leaf)) return false;
        var root = own.ChainElements[^1].Certificate;
        foreach (var trusted in _trusted!)
        {
            if (trusted.RawData.AsSpan().SequenceEqual(root.RawData)) return true;
        }
        return false;
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Transport.WebSockets.Tests.Contract;

/// <summary>Real sockets with real TLS, and a certificate that the client trusts by name.</summary>
internal sealed class SecureSocketCarrier : SocketCarrier
{
    public override string? CannotLimitPackets => "The system's buffers take a million empty packets first; the other runs reach the limit.";

    private static readonly X509Certificate2 Certificate = CreateCertificate();

    protected override string Scheme => "wss";

    protected override TlsOptions? ServerTls { get; } = TlsOptions.Server(Certificate);

    protected override TlsOptions? ClientTls { get; } = TlsOptions.Client([Certificate]);

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Transport.LoadTest.Contenders;

/// <summary>The certificate of the servers with TLS: elliptic, self-signed, for this run only. Clients do not check it.</summary>
internal static class LoopbackCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }
}

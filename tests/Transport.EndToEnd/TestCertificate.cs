using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Transport.EndToEnd;

/// <summary>A certificate that is its own authority, for one name.</summary>
public sealed class TestCertificate : IDisposable
{
    /// <param name="name">The name in it; for <c>localhost</c> the loopback addresses are in it as well.</param>
    public TestCertificate(string name = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        Certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(7));
        KeyPem = key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public string KeyPem { get; }

    /// <summary>The hash of the public key, by which Chromium is told to trust it.</summary>
    public string SpkiHash => Convert.ToBase64String(SHA256.HashData(Certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public void Dispose() => Certificate.Dispose();
}

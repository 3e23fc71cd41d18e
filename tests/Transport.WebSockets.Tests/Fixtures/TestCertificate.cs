using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>Certificates made for one test.</summary>
internal static class TestCertificate
{
    /// <summary>A self-signed certificate with its private key, for names or addresses.</summary>
    public static X509Certificate2 Create(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        AddNames(request, names);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return WithStoredKey(certificate);
    }

    /// <summary>A certificate signed by another one.</summary>
    public static X509Certificate2 CreateSigned(X509Certificate2 issuer, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        AddNames(request, names);
        using var certificate = request.Create(issuer, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3, 4]);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return WithStoredKey(withKey);
    }

    /// <summary>What everybody may see of a certificate.</summary>
    public static X509Certificate2 WithoutKey(X509Certificate2 certificate) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadCertificate(certificate.RawData);
#else
        new(certificate.RawData);
#endif

    private static void AddNames(CertificateRequest request, string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
    }

    // Windows does TLS only with a key that went through a file.
    private static X509Certificate2 WithStoredKey(X509Certificate2 certificate) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
#else
        new(certificate.Export(X509ContentType.Pfx));
#endif
}

using System.Security.Cryptography.X509Certificates;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Contract;

/// <summary>Real sockets with real TLS, and a certificate that the client trusts by name.</summary>
internal sealed class SecureSocketCarrier : SocketCarrier
{
    private static readonly X509Certificate2 Certificate = TestCertificate.Create("127.0.0.1");

    public override string Name => "websocket over TLS";

    public override string? CannotLimitPackets => "The system's buffers take a million empty packets first; the other runs reach the limit.";

    protected override string Scheme => "wss";

    protected override TlsOptions? ServerTls { get; } = TlsOptions.Server(Certificate);

    protected override TlsOptions? ClientTls { get; } = TlsOptions.Client([Certificate]);
}

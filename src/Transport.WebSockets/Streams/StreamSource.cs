using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Streams;

/// <summary>Where a connection's stream comes from: a socket to be connected or just accepted, with or without TLS, or a host's hand.</summary>
internal abstract class StreamSource
{
    /// <summary>The socket below, where there is one.</summary>
    public Socket? Socket { get; protected set; }

    /// <summary>The other end's address, where there is one.</summary>
    public IPEndPoint? RemoteEndPoint { get; protected set; }

    /// <summary>The stream, ready for the HTTP handshake.</summary>
    public abstract Task<Stream> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Releases what was not opened.</summary>
    public abstract void Dispose();

    /// <summary>A server's connection: accepted, or handed in by a host.</summary>
    internal sealed class Accepted : StreamSource
    {
        private readonly Stream _stream;
        private readonly TlsOptions? _tls;

        public Accepted(Stream stream, TlsOptions? tls, IPEndPoint? remoteEndPoint = null)
        {
            _stream = stream;
            _tls = tls;
            Socket = TcpStream.SocketOf(stream);
            RemoteEndPoint = remoteEndPoint ?? TcpStream.RemoteOf(Socket);
        }

        public override Task<Stream> OpenAsync(CancellationToken cancellationToken) => SecureAsync(_stream, _tls, host: "", cancellationToken);

        public override void Dispose() => _stream.Dispose();
    }

    /// <summary>A client's connection to be made.</summary>
    internal sealed class Connecting(WebSocketUrl url, TlsOptions? tls, TimeProvider time) : StreamSource
    {
        public override async Task<Stream> OpenAsync(CancellationToken cancellationToken)
        {
            Socket = await HappyEyeballs.ConnectAsync(url.Host, url.Port, time, cancellationToken).ConfigureAwait(false);
            RemoteEndPoint = TcpStream.RemoteOf(Socket);
            return await SecureAsync(
                new TcpStream(Socket), url.IsSecure ? tls ?? TlsOptions.Client() : null, url.Host, cancellationToken).ConfigureAwait(false);
        }

        public override void Dispose()
        {
        }
    }

    /// <summary>A client's connection that a host made.</summary>
    internal sealed class Given(Stream stream, WebSocketUrl url, TlsOptions? tls) : StreamSource
    {
        public override Task<Stream> OpenAsync(CancellationToken cancellationToken)
        {
            Socket = TcpStream.SocketOf(stream);
            RemoteEndPoint = TcpStream.RemoteOf(Socket);
            return SecureAsync(stream, url.IsSecure ? tls ?? TlsOptions.Client() : null, url.Host, cancellationToken);
        }

        public override void Dispose() => stream.Dispose();
    }

    private static async Task<Stream> SecureAsync(Stream stream, TlsOptions? tls, string host, CancellationToken cancellationToken)
    {
        (stream as TcpStream)?.WriteAtOnce();
        if (tls is null) return stream;
        var secure = new SslStream(stream);
        try
        {
            if (tls.IsServer) await secure.AuthenticateAsServerAsync(tls.ForServer(), cancellationToken).ConfigureAwait(false);
            else await secure.AuthenticateAsClientAsync(tls.ForClient(host), cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (IOException exception)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw new AuthenticationException("The other end gave up during the TLS handshake.", exception);
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Kestrel;

/// <summary>Clients share the invoker of their handshakes, as the platform's documents advise for many connections.</summary>
internal sealed class KestrelClients : IContenderClients
{
    private readonly MessageSizes _sizes;
    private readonly bool _isSecure;
    private readonly HttpMessageInvoker _invoker;

    public KestrelClients(MessageSizes sizes, bool isSecure)
    {
        _sizes = sizes;
        _isSecure = isSecure;
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
#pragma warning disable CA5359 // The server is this program's own, with a certificate made for this run.
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        _invoker = new HttpMessageInvoker(handler);
    }

    public IContenderClient Create(Conversation conversation) => new KestrelClient(_invoker, _sizes, _isSecure, conversation);

    public ValueTask DisposeAsync()
    {
        _invoker.Dispose();
        return default;
    }
}

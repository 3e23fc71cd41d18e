using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Handshake;

namespace Transport.Benchmarks;

/// <summary>
/// A request, and the check of its answer, as a client: the framework's ClientWebSocket over a stream in memory, which cannot be had
/// without its connection pool, and this library's core alone.
/// </summary>
[MemoryDiagnoser]
public class ClientHandshakeBenchmarks
{
    private static readonly byte[] Nonce = "the sample nonce"u8.ToArray();

    private readonly Uri _uri = new("ws://play.example:9080/game");
    private HttpMessageInvoker? _invoker;
    private WebSocketUrl? _url;
    private byte[] _answer = [];

    [GlobalSetup]
    public void Prepare()
    {
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = static (_, _) => new ValueTask<Stream>(new UpgradingStream()),
        });
        if (!WebSocketUrl.TryParse(_uri.OriginalString, out _url, out var error)) throw new InvalidOperationException(error);
        _answer = UpgradingStream.Answer(CreateHandshake().Request.Span);
        if (!Transport()) throw new InvalidOperationException("The handshake failed.");
    }

    [GlobalCleanup]
    public void Release() => _invoker?.Dispose();

    [Benchmark(Baseline = true)]
    public async Task<WebSocketState> Framework()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(_uri, _invoker, CancellationToken.None);
        return socket.State;
    }

    [Benchmark]
    public bool Transport() => CreateHandshake().Receive(_answer, out _) == HandshakeProgress.Complete;

    private ClientHandshake CreateHandshake() => new(_url!, [], [], maxHeadBytes: 8192, Nonce);
}

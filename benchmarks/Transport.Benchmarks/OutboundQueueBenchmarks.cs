using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Streams;

namespace Transport.Benchmarks;

/// <summary>
/// A tick's messages from a client to the stream: one call of the framework's WebSocket for each, and this library's queue, which writes
/// them in one call. The stream throws the bytes away, so the calls of the system that a queue saves are not even in it.
/// </summary>
[MemoryDiagnoser]
public class OutboundQueueBenchmarks
{
    private const int Messages = 16;

    private byte[] _payload = [];
    private OutboundQueue? _queue;
    private WebSocket? _framework;

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _payload = Wire.Payload(Bytes);
        _framework = WebSocket.CreateFromStream(Stream.Null, new WebSocketCreationOptions { IsServer = false });
        _queue = new OutboundQueue(isMasked: true, maxBytes: 2 * Messages * 65536, maxPackets: Messages);
        _queue.Open(Stream.Null);
    }

    [GlobalCleanup]
    public void Release() => _framework?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public async Task Framework()
    {
        for (var i = 0; i < Messages; i++)
            await _framework!.SendAsync(_payload.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Transport()
    {
        for (var i = 0; i < Messages; i++) _queue!.TryAdd(Opcode.Binary, _payload);
        _queue!.Flush();
    }
}

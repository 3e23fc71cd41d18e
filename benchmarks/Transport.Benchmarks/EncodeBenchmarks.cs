using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Framing;

namespace Transport.Benchmarks;

/// <summary>One message to bytes: the framework's WebSocket over a stream that throws them away, and this library's writer.</summary>
[MemoryDiagnoser]
public class EncodeBenchmarks
{
    private byte[] _payload = [];
    private byte[] _frame = [];
    private WebSocket? _framework;

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    /// <summary>A client masks; a server does not.</summary>
    [Params(true, false)]
    public bool IsClient { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _payload = Wire.Payload(Bytes);
        _frame = new byte[FrameWriter.MeasureFrame(Bytes, IsClient)];
        _framework = WebSocket.CreateFromStream(Stream.Null, new WebSocketCreationOptions { IsServer = !IsClient });
    }

    [GlobalCleanup]
    public void Release() => _framework?.Dispose();

    [Benchmark(Baseline = true)]
    public ValueTask Framework() => _framework!.SendAsync(_payload.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    [Benchmark]
    public int Transport() => FrameWriter.Write(_frame, Opcode.Binary, _payload, IsClient);
}

using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.Benchmarks;

/// <summary>A batch of client messages, in one piece of bytes, to messages: the framework's WebSocket and this library's reader, as a server.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private const int Messages = 64;

    private byte[] _wire = [];
    private byte[] _target = [];
    private MessageReader? _reader;
    private EndlessStream? _stream;
    private WebSocket? _framework;

    [Params(16, 64, 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var payload = new byte[Bytes];
        new Random(1).NextBytes(payload);
        var size = FrameWriter.MeasureFrame(Bytes, masked: true);
        _wire = new byte[size * Messages];
        for (var i = 0; i < Messages; i++) FrameWriter.Write(_wire.AsSpan(i * size), Opcode.Binary, payload, masked: true);
        _target = new byte[Bytes];
        _reader = new MessageReader(WebSocketRole.Server, 65_535);
        _stream = new EndlessStream(_wire);
        _framework = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = true });
    }

    [GlobalCleanup]
    public void Release()
    {
        _framework?.Dispose();
        _reader?.Dispose();
        _stream?.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public async Task Framework()
    {
        for (var i = 0; i < Messages; i++) await _framework!.ReceiveAsync(_target.AsMemory(), CancellationToken.None);
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Transport()
    {
        var taken = 0;
        for (var rest = _wire.AsSpan(); !rest.IsEmpty;)
        {
            var memory = _reader!.GetMemory().Span;
            var count = Math.Min(memory.Length, rest.Length);
            rest[..count].CopyTo(memory);
            rest = rest[count..];
            _reader.Advance(count);
            _reader.Read(int.MaxValue, int.MaxValue);
            if (_reader.TakeBlock() is not { } block) continue;
            taken += block.Count;
            block.Release();
        }
        return taken;
    }
}

using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Protocol;

namespace Transport.Benchmarks;

/// <summary>
/// A batch of client messages, whole or in fragments (RFC 6455 section 5.4), from bytes: the framework's WebSocket and this library's reader,
/// as a server.
/// </summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private const int Messages = 64;

    private byte[] _wire = [];
    private byte[] _target = [];
    private MessageReader? _reader;
    private EndlessStream? _stream;
    private WebSocket? _framework;

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    /// <summary>How many frames each message comes in.</summary>
    [Params(1, 4)]
    public int Fragments { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _wire = Wire.OfMessages(Messages, Fragments, Bytes);
        _target = new byte[Bytes];
        _reader = new MessageReader(WebSocketRole.Server, Bytes);
        if (_reader.TakeAll(_wire) != Messages) throw new InvalidOperationException("Not every message was read.");
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
        for (var i = 0; i < Messages; i++) await _framework!.ReceiveMessageAsync(_target);
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Transport() => _reader!.TakeAll(_wire);
}

using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Transport.WebSockets.Protocol;

namespace Transport.Benchmarks;

/// <summary>
/// A batch of packets from the receive loop to the game: a channel of arrays, which is what comes to mind with the framework, and this
/// library's blocks through the inbox, with all that a <see cref="MultiplayerPeer"/> checks and counts.
/// </summary>
[MemoryDiagnoser]
public class PeerInboxBenchmarks
{
    private const int Packets = 64;

    private readonly Channel<byte[]> _channel = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private byte[] _payload = [];
    private InboxPeer? _peer;
    private byte _seen;

    [Params(16, 64, 1024, 65536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _payload = Wire.Payload(Bytes);
        _peer = new InboxPeer();
        _peer.Start();
    }

    [GlobalCleanup]
    public void Release() => _peer?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Packets)]
    public byte Framework()
    {
        for (var i = 0; i < Packets; i++) _channel.Writer.TryWrite(_payload.ToArray());
        while (_channel.Reader.TryRead(out var packet)) _seen ^= packet[0];
        return _seen;
    }

    [Benchmark(OperationsPerInvoke = Packets)]
    public byte Transport()
    {
        var block = MessageBlock.Rent(Bytes * Packets);
        for (var i = 0; i < Packets; i++)
        {
            _payload.CopyTo(block.Buffer.AsSpan(i * Bytes));
            block.Add(i * Bytes, Bytes, isText: false);
        }
        _peer!.Post(block);
        _peer.Poll();
        while (_peer.TryReceive(out var packet)) _seen ^= packet.Payload.Span[0];
        return _seen;
    }
}

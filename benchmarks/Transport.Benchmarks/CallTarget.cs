using Transport.Multiplayer;

namespace Transport.Benchmarks;

/// <summary>What is called in <see cref="RpcBenchmarks"/> and <see cref="RpcBytesBenchmarks"/>.</summary>
public sealed partial class CallTarget
{
    /// <summary>So that nothing is optimized away.</summary>
    public int Sum { get; private set; }

    [Rpc(RpcMode.AnyPeer)]
    public void Move(int a, int b, int c) => Sum += a ^ b ^ c;

    [Rpc(RpcMode.AnyPeer)]
    public void Chunk(int number, ReadOnlyMemory<byte> bytes) => Sum += number ^ bytes.Span[^1];
}

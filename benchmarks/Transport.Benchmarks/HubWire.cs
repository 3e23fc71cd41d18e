using System.Buffers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Transport.Benchmarks;

/// <summary>The same calls in the MessagePack protocol of SignalR: written to a buffer, read from it, and made.</summary>
internal sealed class HubWire : IInvocationBinder
{
    private static readonly Type[] MoveParameters = [typeof(int), typeof(int), typeof(int)];
    private static readonly Type[] ChunkParameters = [typeof(int), typeof(byte[])];

    private readonly MessagePackHubProtocol _protocol = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public CallTarget Called { get; } = new();

    /// <summary>Writes one call.</summary>
    public void Write(string method, object?[] arguments) => _protocol.WriteMessage(new InvocationMessage(method, arguments), _buffer);

    /// <summary>Reads all that was written, and makes the calls.</summary>
    public void Deliver()
    {
        var input = new ReadOnlySequence<byte>(_buffer.WrittenMemory);
        while (_protocol.TryParseMessage(ref input, this, out var message)) Make((InvocationMessage)message);
        _buffer.ResetWrittenCount();
    }

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName == nameof(CallTarget.Move) ? MoveParameters : ChunkParameters;

    public Type GetReturnType(string invocationId) => throw new NotSupportedException();

    public Type GetStreamItemType(string streamId) => throw new NotSupportedException();

    // A hub does it by an expression that was compiled for the method, after it was made for the call; neither is in here.
    private void Make(InvocationMessage call)
    {
        var arguments = call.Arguments;
        if (call.Target == nameof(CallTarget.Move)) Called.Move((int)arguments[0]!, (int)arguments[1]!, (int)arguments[2]!);
        else Called.Chunk((int)arguments[0]!, (byte[])arguments[1]!);
    }
}

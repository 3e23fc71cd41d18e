using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

/// <summary>What came out of a reader, in order, as bytes that are quickly compared.</summary>
internal sealed class EventLog
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public int Count { get; private set; }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Count = 0;
    }

    public void Message(ReadOnlySpan<byte> payload, bool isText) => Add(isText ? 'T' : 'B', payload);

    public void Ping(ReadOnlySpan<byte> payload) => Add('P', payload);

    public void Pong(ReadOnlySpan<byte> payload) => Add('Q', payload);

    public void Close(int code, string reason)
    {
        Add('C', Encoding.UTF8.GetBytes(reason));
        Add(code);
    }

    public void Failed(ProtocolFailure failure)
    {
        Add('F', Encoding.UTF8.GetBytes(failure.Text));
        Add(failure.Code);
    }

    public override string ToString() => Convert.ToHexString(Bytes);

    private void Add(char kind, ReadOnlySpan<byte> payload)
    {
        Add(kind);
        Add(payload.Length);
        _bytes.Write(payload);
        Count++;
    }

    private void Add(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(4), number);
        _bytes.Advance(4);
    }
}

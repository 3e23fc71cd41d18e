using System.Buffers.Binary;

namespace Transport.LoadTest.Conversations;

/// <summary>The first bytes of every message: when it was sent, and its number. What follows is ballast.</summary>
/// <param name="Time">
/// A timestamp of <see cref="System.Diagnostics.Stopwatch"/>, which all processes of a machine share; 0 for a message whose latency is not
/// recorded. In scenarios with a rate it is the time at which the message should have been sent.
/// </param>
/// <param name="Number">0, 1, 2 and so on for each sender; <see cref="Go"/> for the sign to start.</param>
internal readonly record struct MessageHeader(long Time, int Number)
{
    /// <summary>The smallest message.</summary>
    public const int Bytes = 16;

    /// <summary>The number of the message with which a server makes its clients talk.</summary>
    public const int Go = -1;

    public static MessageHeader Read(ReadOnlySpan<byte> message) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(message), BinaryPrimitives.ReadInt32LittleEndian(message[8..]));

    public void Write(Span<byte> message)
    {
        BinaryPrimitives.WriteInt64LittleEndian(message, Time);
        BinaryPrimitives.WriteInt32LittleEndian(message[8..], Number);
    }
}

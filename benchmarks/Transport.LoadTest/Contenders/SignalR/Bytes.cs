using System.Runtime.InteropServices;

namespace Transport.LoadTest.Contenders.SignalR;

/// <summary>An argument of a hub's method is an array; what a conversation says mostly is one already.</summary>
internal static class Bytes
{
    public static byte[] Of(ReadOnlyMemory<byte> message) =>
        MemoryMarshal.TryGetArray(message, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : message.ToArray();
}

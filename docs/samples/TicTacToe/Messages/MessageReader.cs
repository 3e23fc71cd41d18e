using System.Diagnostics.CodeAnalysis;
using MessagePack;

namespace TicTacToe.Messages;

/// <summary>The way from a packet to a message. The bytes are a stranger's: whatever they are, the answer is a message or a no.</summary>
public static class MessageReader
{
    /// <summary>Reads a whole packet. False when it is not exactly one well-formed message of this game.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out GameMessage? message)
    {
        message = null;
        try
        {
            var reader = new MessagePackReader(payload);
            message = Read(ref reader);
            // Without this, bytes behind a message would travel unseen.
            if (!reader.End) message = null;
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            // MessagePackReader has no other way to say no. It costs some microseconds, once: who sends such a packet is sent away.
        }
        return message is not null;
    }

    private static GameMessage? Read(ref MessagePackReader reader)
    {
        var fields = reader.ReadArrayHeader() - 1;
        if (fields < 0) return null;
        return ((MessageKind)reader.ReadInt32(), fields) switch
        {
            (MessageKind.Seated, 1) => Seated.Read(ref reader),
            (MessageKind.GameStarted, 0) => new GameStarted(),
            (MessageKind.PlayMove, 1) => PlayMove.Read(ref reader),
            (MessageKind.MovePlayed, 2) => MovePlayed.Read(ref reader),
            (MessageKind.MoveRefused, 1) => MoveRefused.Read(ref reader),
            (MessageKind.GameEnded, 2) => GameEnded.Read(ref reader),
            _ => null,
        };
    }
}

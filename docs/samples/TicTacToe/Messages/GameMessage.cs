using System.Buffers;
using MessagePack;

namespace TicTacToe.Messages;

/// <summary>
/// One packet of this game: a MessagePack array of the <see cref="MessageKind"/> and the message's own fields. Each message writes and
/// reads itself, field by field, so that nothing is looked up by reflection and the program can be compiled ahead of time.
/// </summary>
public abstract record GameMessage
{
    /// <summary>Which message this is.</summary>
    public abstract MessageKind Kind { get; }

    /// <summary>How many fields follow the kind.</summary>
    protected abstract int FieldCount { get; }

    /// <summary>Writes the whole packet.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(1 + FieldCount);
        writer.Write((int)Kind);
        WriteFields(ref writer);
        writer.Flush();
    }

    /// <summary>Writes what follows the kind.</summary>
    protected abstract void WriteFields(ref MessagePackWriter writer);
}

using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Arguments;

/// <summary>A writer and a reader of MessagePack, joined by their bytes.</summary>
internal static class ArgumentPair
{
    public static byte[] Write(Action<ArgumentWriter> write, int maxDepth = ArgumentWriter.DefaultMaxDepth)
    {
        var writer = ArgumentEncoding.MessagePack.CreateWriter();
        writer.MaxDepth = maxDepth;
        writer.Reset(0);
        write(writer);
        return writer.Written.ToArray();
    }

    public static ArgumentReader Read(byte[] bytes, int maxDepth = ArgumentWriter.DefaultMaxDepth)
    {
        var reader = ArgumentEncoding.MessagePack.CreateReader();
        reader.MaxDepth = maxDepth;
        reader.Begin(bytes, 0, bytes.Length, 1, isRaw: false);
        return reader;
    }

    /// <summary>What is read of what was written, all of it.</summary>
    public static T RoundTrip<T>(Action<ArgumentWriter> write, Func<ArgumentReader, T> read)
    {
        var reader = Read(Write(write));
        var value = read(reader);
        Assert.That(reader.End(), Is.True, $"{reader.Fault} at {reader.FaultPosition}");
        return value;
    }
}

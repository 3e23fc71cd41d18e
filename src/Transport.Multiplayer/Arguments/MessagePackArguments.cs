using MessagePack;
using MessagePack.Formatters;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Arguments of types that bring a formatter of the MessagePack library, instead of code that the source generator wrote. Only under
/// <see cref="RpcEncoding.MessagePack"/>.
/// </summary>
/// <remarks>
/// A formatter reads a stranger's bytes: it runs under <see cref="MessagePackSecurity.UntrustedData"/>, and what it throws makes the
/// arguments faulty. It costs what the library costs: exceptions for bad input, and memory for what it builds.
/// </remarks>
public static class MessagePackArguments
{
    /// <summary>Writes a value by a formatter of its type.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TFormatter">Its formatter. One object of it is made, and used by all threads.</typeparam>
    /// <param name="writer">A writer of MessagePack.</param>
    /// <param name="value">May be null, if the formatter takes it.</param>
    /// <exception cref="NotSupportedException">The writer is none of MessagePack.</exception>
    public static void Write<T, TFormatter>(ArgumentWriter writer, T value)
        where TFormatter : IMessagePackFormatter<T>, new() => Write(Check(writer), value, Formatter<TFormatter>.Instance);

    /// <summary>Writes a value by the formatter that the encoding's resolver has for its type.</summary>
    /// <inheritdoc cref="Write{T, TFormatter}"/>
    /// <exception cref="FormatterNotRegisteredException">The resolver has none (see <see cref="ArgumentEncoding.CreateMessagePack"/>).</exception>
    public static void Write<T>(ArgumentWriter writer, T value)
    {
        var target = Check(writer);
        Write(target, value, target.Options.Resolver.GetFormatterWithVerify<T>());
    }

    /// <summary>Reads what <see cref="Write{T, TFormatter}"/> wrote. The default after a fault.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TFormatter">Its formatter.</typeparam>
    /// <param name="reader">A reader of MessagePack.</param>
    /// <exception cref="NotSupportedException">The reader is none of MessagePack.</exception>
    public static T? Read<T, TFormatter>(ArgumentReader reader)
        where TFormatter : IMessagePackFormatter<T>, new() => Read(Check(reader), Formatter<TFormatter>.Instance);

    /// <summary>Reads what <see cref="Write{T}(ArgumentWriter, T)"/> wrote. The default after a fault.</summary>
    /// <inheritdoc cref="Read{T, TFormatter}"/>
    /// <exception cref="FormatterNotRegisteredException">The resolver has none (see <see cref="ArgumentEncoding.CreateMessagePack"/>).</exception>
    public static T? Read<T>(ArgumentReader reader)
    {
        var source = Check(reader);
        return Read(source, source.Options.Resolver.GetFormatterWithVerify<T>());
    }

    private static void Write<T>(MessagePackArgumentWriter writer, T value, IMessagePackFormatter<T> formatter)
    {
        var target = new MessagePackWriter(writer);
        formatter.Serialize(ref target, value, writer.Options);
        target.Flush();
    }

    private static T? Read<T>(MessagePackArgumentReader reader, IMessagePackFormatter<T> formatter)
    {
        if (!reader.IsOk) return default;
        try
        {
            var source = new MessagePackReader(reader.LeftMemory);
            var value = formatter.Deserialize(ref source, reader.Options);
            return reader.Pass((int)source.Consumed) ? value : default;
        }
#pragma warning disable CA1031 // Whatever a formatter throws, a stranger's bytes made it do so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reader.Fail(ArgumentFault.Rejected, exception);
            return default;
        }
    }

    private static MessagePackArgumentWriter Check(ArgumentWriter writer) =>
        writer as MessagePackArgumentWriter ?? throw new NotSupportedException("A formatter of MessagePack writes MessagePack only.");

    private static MessagePackArgumentReader Check(ArgumentReader reader) =>
        reader as MessagePackArgumentReader ?? throw new NotSupportedException("A formatter of MessagePack reads MessagePack only.");

    private static class Formatter<TFormatter>
        where TFormatter : new()
    {
        public static readonly TFormatter Instance = new();
    }
}

using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A type that brings a formatter of the MessagePack library.</summary>
/// <param name="Type">See <see cref="Codec"/>.</param>
/// <param name="Name">See <see cref="Codec"/>.</param>
/// <param name="Formatted">The type as the formatter declares it: with a question mark when it takes null.</param>
/// <param name="Formatter">The formatter.</param>
/// <param name="FormatterName">Its name in signatures.</param>
/// <param name="IsClass">Whether null is no value of it.</param>
internal sealed record FormatterCodec(string Type, string Name, string Formatted, string Formatter, string FormatterName, bool IsClass) : Codec(Type, Name)
{
    public override bool IsReference => IsClass;

    public override string Write(string writer, string value) => $"{Names.MessagePackArguments}.Write<{Formatted}, {Formatter}>({writer}, {value})";

    public override string Read(string reader) => IsClass
        ? $"NotNull<{Type}>({reader}, {Names.MessagePackArguments}.Read<{Formatted}, {Formatter}>({reader}))"
        : $"{Names.MessagePackArguments}.Read<{Formatted}, {Formatter}>({reader})";

    public override void Describe(Description description) => description.Add(FormatterName);

    public override int FewestValues(CodecSet set) => 1;
}

using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>How a value of one type is written and read in the place where it is needed.</summary>
/// <param name="Type">The type as generated code writes it.</param>
/// <param name="Name">The type as a part of a name.</param>
internal abstract record Codec(string Type, string Name)
{
    /// <summary>Whether a null is a mistake that somebody has to look for.</summary>
    public virtual bool IsReference => false;

    /// <summary>Whether several statements are needed to write a value.</summary>
    public virtual bool NeedsStatements => false;

    /// <summary>An expression that writes a value.</summary>
    public abstract string Write(string writer, string value);

    /// <summary>Statements that write a value, which is not null unless the type has it.</summary>
    public virtual void WriteTo(SourceWriter source, string writer, string value) => source.Line(Write(writer, value) + ";");

    /// <summary>Statements that write a value inside another, where nobody has looked for nulls.</summary>
    public virtual void WriteNested(SourceWriter source, string writer, string value) => WriteTo(source, writer, value);

    /// <summary>An expression that reads a value.</summary>
    public abstract string Read(string reader);

    /// <summary>The type in the signature of a method: what is written the same is called the same.</summary>
    public abstract void Describe(Description description);

    /// <summary>The fewest values that one of this type takes on the wire, those of lists and maps counted one by one.</summary>
    public abstract int FewestValues(CodecSet set);
}

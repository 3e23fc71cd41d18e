using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>An array that the writer and the reader have a method for, since some encodings have a type for it.</summary>
/// <param name="Element">The element in C#: <c>int</c>.</param>
/// <param name="Method">The end of the methods' names: <c>Int32s</c>.</param>
internal sealed record NumbersCodec(string Element, string Method) : Codec(Element + "[]", "ArrayOf" + Method.TrimEnd('s'))
{
    public override bool IsReference => true;

    public override string Write(string writer, string value) => $"{writer}.Write{Method}({value})";

    // As a span a null would be an empty list.
    public override void WriteNested(SourceWriter source, string writer, string value)
    {
        source.Line($"if ({value} is null) throw new {Names.ArgumentNullException}({Identifier.Literal(value)});");
        WriteTo(source, writer, value);
    }

    public override string Read(string reader) => $"{reader}.Read{Method}()";

    public override void Describe(Description description) => description.Add(Type);

    public override int FewestValues(CodecSet set) => 1;
}

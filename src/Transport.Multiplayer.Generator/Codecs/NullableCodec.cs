using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A value or nothing.</summary>
/// <param name="Inner">How the value is written.</param>
/// <param name="IsValue">Whether it is a <see cref="Nullable{T}"/>.</param>
internal sealed record NullableCodec(Codec Inner, bool IsValue) : Codec(Inner.Type + "?", "Nullable" + Inner.Name)
{
    public override bool NeedsStatements => true;

    public override string Write(string writer, string value) => throw new NotSupportedException();

    public override void WriteTo(SourceWriter source, string writer, string value)
    {
        source.Line($"if ({value} is null) {writer}.WriteNil();");
        source.Line($"else {Inner.Write(writer, IsValue ? value + ".Value" : value)};");
    }

    public override string Read(string reader) => $"{reader}.TryReadNil() ? {(IsValue ? $"({Type})null" : "null")} : {Inner.Read(reader)}";

    public override void Describe(Description description)
    {
        Inner.Describe(description);
        description.Add("?");
    }

    public override int FewestValues(CodecSet set) => 1;
}

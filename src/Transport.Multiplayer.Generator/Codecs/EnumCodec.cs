namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>An enumeration, as its number. Numbers without a name are numbers like any other, as in C#.</summary>
/// <param name="Type">See <see cref="Codec"/>.</param>
/// <param name="Name">See <see cref="Codec"/>.</param>
/// <param name="Underlying">The type of its numbers.</param>
internal sealed record EnumCodec(string Type, string Name, PlainCodec Underlying) : Codec(Type, Name)
{
    public override string Write(string writer, string value) => Underlying.Write(writer, $"({Underlying.Type}){value}");

    public override string Read(string reader) => $"({Type}){Underlying.Read(reader)}";

    public override void Describe(Description description) => Underlying.Describe(description);

    public override int FewestValues(CodecSet set) => 1;
}

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A type that generated code has a pair of methods for.</summary>
/// <param name="Type">See <see cref="Codec"/>.</param>
/// <param name="Name">The end of the methods' names.</param>
/// <param name="IsClass">Whether it is a reference. Its writer refuses null.</param>
internal sealed record HelperCodec(string Type, string Name, bool IsClass) : Codec(Type, Name)
{
    public override bool IsReference => IsClass;

    public override string Write(string writer, string value) => $"Write{Name}({writer}, {value})";

    public override string Read(string reader) => $"Read{Name}({reader})";

    public override void Describe(Description description) => description.AddHelper(Name);

    public override int FewestValues(CodecSet set) => set.FewestValues(Name);
}

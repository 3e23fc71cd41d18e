namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A type that the writer and the reader have a method for.</summary>
/// <param name="Type">See <see cref="Codec"/>.</param>
/// <param name="Method">The end of the methods' names: <c>Int32</c>.</param>
/// <param name="Keyword">The type in signatures.</param>
/// <param name="Values">The fewest values on the wire.</param>
/// <param name="IsText">Whether it is a reference whose writer refuses null.</param>
internal sealed record PlainCodec(string Type, string Method, string Keyword, int Values = 1, bool IsText = false) : Codec(Type, Method)
{
    public override bool IsReference => IsText;

    public override string Write(string writer, string value) => $"{writer}.Write{Method}({value})";

    public override string Read(string reader) => $"{reader}.Read{Method}()";

    public override void Describe(Description description) => description.Add(Keyword);

    public override int FewestValues(CodecSet set) => Values;
}

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A piece of memory with bytes.</summary>
/// <param name="IsCopied">Whether it has to outlive the packet it comes in.</param>
internal sealed record MemoryCodec(bool IsCopied) : Codec("global::System.ReadOnlyMemory<byte>", "Memory")
{
    public override string Write(string writer, string value) => $"{writer}.WriteBytes({value}.Span)";

    public override string Read(string reader) => IsCopied ? $"new {Type}({reader}.ReadBytes())" : $"{reader}.ReadMemory()";

    public override void Describe(Description description) => description.Add("byte[]");

    public override int FewestValues(CodecSet set) => 1;
}

using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A pair of methods that write and read a type made of others.</summary>
/// <param name="Name">The end of the methods' names.</param>
/// <param name="Type">The type as generated code writes it.</param>
/// <param name="IsClass">Whether it is a reference.</param>
internal abstract record Helper(string Name, string Type, bool IsClass)
{
    protected const string Writer = "writer";
    protected const string Reader = "reader";
    protected const string Value = "value";

    /// <summary>Writes the two methods.</summary>
    public void WriteTo(SourceWriter source, CodecSet set)
    {
        source.Gap();
        source.Open($"private static void Write{Name}({Names.ArgumentWriter} {Writer}, {Type} {Value})");
        if (IsClass) source.Line($"if ({Value} is null) throw new {Names.ArgumentNullException}(nameof({Value}));");
        WriteWriter(source);
        source.Close();
        source.Gap();
        source.Open($"private static {Type} Read{Name}({Names.ArgumentReader} {Reader})");
        WriteReader(source, set);
        source.Close();
        WriteRest(source);
    }

    /// <summary>See <see cref="Codec.Describe"/>.</summary>
    public abstract void Describe(Description description);

    /// <summary>See <see cref="Codec.FewestValues"/>.</summary>
    public abstract int FewestValues(CodecSet set);

    protected abstract void WriteWriter(SourceWriter source);

    protected abstract void WriteReader(SourceWriter source, CodecSet set);

    /// <summary>What the two methods need besides.</summary>
    protected virtual void WriteRest(SourceWriter source)
    {
    }

    /// <summary>What begins a list of elements: <c>reader.BeginArray(3)</c>, for elements that take three values at the least.</summary>
    protected static string BeginArray(int values) => values == 1 ? $"{Reader}.BeginArray()" : $"{Reader}.BeginArray({values})";
}

using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A list of elements.</summary>
/// <param name="Name">See <see cref="Helper"/>.</param>
/// <param name="Type">See <see cref="Helper"/>.</param>
/// <param name="Kind">What kind of list.</param>
/// <param name="Element">An element.</param>
internal sealed record ListHelper(string Name, string Type, ListKind Kind, Codec Element)
    : Helper(Name, Type, IsClass: Kind != ListKind.ImmutableArray)
{
    public override void Describe(Description description)
    {
        Element.Describe(description);
        description.Add("[]");
    }

    public override int FewestValues(CodecSet set) => 1;

    protected override void WriteWriter(SourceWriter source)
    {
        if (Kind == ListKind.ImmutableArray)
            source.Line($"if ({Value}.IsDefault) throw new {Names.ArgumentNullException}(nameof({Value}));");
        source.Line($"{Writer}.BeginArray({Value}.{(Kind is ListKind.Array or ListKind.ImmutableArray ? "Length" : "Count")});");
        WriteElements(source);
        source.Line($"{Writer}.EndArray();");
    }

    protected override void WriteReader(SourceWriter source, CodecSet set)
    {
        var begin = BeginArray(Element.FewestValues(set));
        if (Kind is ListKind.Array or ListKind.ReadOnlyList)
        {
            source.Line($"var {Value} = {Names.ArgumentReader}.NewArray<{Element.Type}>({begin});");
            source.Line($"for (var i = 0; i < {Value}.Length && {Reader}.IsOk; i++) {Value}[i] = {Element.Read(Reader)};");
            source.Line($"{Reader}.EndArray();");
            source.Line($"return {Value};");
            return;
        }
        source.Line($"var count = {begin};");
        source.Line($"var {Value} = {New};");
        source.Line($"for (var i = 0; i < count && {Reader}.IsOk; i++) {Add}");
        source.Line($"{Reader}.EndArray();");
        source.Line(Kind == ListKind.ImmutableArray ? $"return {Value}.ToImmutable();" : $"return {Value};");
    }

    private string New => Kind switch
    {
        ListKind.ImmutableArray => $"global::System.Collections.Immutable.ImmutableArray.CreateBuilder<{Element.Type}>(count)",
        ListKind.Set => $"{Names.ArgumentReader}.NewHashSet<{Element.Type}>(count)",
        _ => $"new global::System.Collections.Generic.List<{Element.Type}>(count)",
    };

    private string Add => Kind == ListKind.Set
        ? $"if (!{Value}.Add({Element.Read(Reader)})) {Reader}.Fail({Names.ArgumentFault}.Rejected);"
        : $"{Value}.Add({Element.Read(Reader)});";

    private void WriteElements(SourceWriter source)
    {
        source.Open($"foreach (var item in {Value})");
        Element.WriteNested(source, Writer, "item");
        source.Close();
    }
}

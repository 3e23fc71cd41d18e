using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A tuple, as a list of its elements.</summary>
/// <param name="Name">See <see cref="Helper"/>.</param>
/// <param name="Type">See <see cref="Helper"/>.</param>
/// <param name="Elements">The elements.</param>
internal sealed record TupleHelper(string Name, string Type, EquatableArray<Codec> Elements) : Helper(Name, Type, IsClass: false)
{
    public override void Describe(Description description) => description.AddAll("[", Elements, "]");

    public override int FewestValues(CodecSet set) => 1 + Elements.Sum(element => element.FewestValues(set));

    protected override void WriteWriter(SourceWriter source)
    {
        source.Line($"{Writer}.BeginArray({Elements.Count});");
        for (var i = 0; i < Elements.Count; i++) Elements[i].WriteNested(source, Writer, $"{Value}.Item{i + 1}");
        source.Line($"{Writer}.EndArray();");
    }

    protected override void WriteReader(SourceWriter source, CodecSet set)
    {
        source.Line($"if ({Reader}.BeginArray() != {Elements.Count}) {Reader}.Fail({Names.ArgumentFault}.Rejected);");
        for (var i = 0; i < Elements.Count; i++) source.Line($"var item{i + 1} = {Elements[i].Read(Reader)};");
        source.Line($"{Reader}.EndArray();");
        source.Line($"return ({string.Join(", ", Enumerable.Range(1, Elements.Count).Select(static i => $"item{i}"))});");
    }
}

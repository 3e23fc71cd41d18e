using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A dictionary.</summary>
/// <param name="Name">See <see cref="Helper"/>.</param>
/// <param name="Type">See <see cref="Helper"/>.</param>
/// <param name="Key">A key. It is never null.</param>
/// <param name="Element">What it stands for.</param>
internal sealed record MapHelper(string Name, string Type, Codec Key, Codec Element) : Helper(Name, Type, IsClass: true)
{
    public override void Describe(Description description)
    {
        description.Add("{");
        Key.Describe(description);
        description.Add(":");
        Element.Describe(description);
        description.Add("}");
    }

    public override int FewestValues(CodecSet set) => 1;

    protected override void WriteWriter(SourceWriter source)
    {
        source.Line($"{Writer}.BeginMap({Value}.Count);");
        source.Open($"foreach (var pair in {Value})");
        Key.WriteNested(source, Writer, "pair.Key");
        Element.WriteNested(source, Writer, "pair.Value");
        source.Close();
        source.Line($"{Writer}.EndMap();");
    }

    protected override void WriteReader(SourceWriter source, CodecSet set)
    {
        var values = Key.FewestValues(set) + Element.FewestValues(set);
        source.Line($"var count = {Reader}.BeginMap({(values == 2 ? "" : values.ToString(System.Globalization.CultureInfo.InvariantCulture))});");
        source.Line($"var {Value} = {Names.ArgumentReader}.NewDictionary<{Key.Type}, {Element.Type}>(count);");
        source.Open($"for (var i = 0; i < count && {Reader}.IsOk; i++)");
        source.Line($"var key = {Key.Read(Reader)};");
        source.Line($"var item = {Element.Read(Reader)};");
        source.Line($"if (!{Value}.TryAdd(key, item)) {Reader}.Fail({Names.ArgumentFault}.Rejected);");
        source.Close();
        source.Line($"{Reader}.EndMap();");
        source.Line($"return {Value};");
    }
}

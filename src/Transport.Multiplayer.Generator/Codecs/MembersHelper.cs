using Transport.Multiplayer.Generator.Model;
using Transport.Multiplayer.Generator.Writing;

namespace Transport.Multiplayer.Generator.Codecs;

/// <summary>A class, structure or record, as its members.</summary>
/// <param name="Name">See <see cref="Helper"/>.</param>
/// <param name="Type">See <see cref="Helper"/>.</param>
/// <param name="IsClass">See <see cref="Helper"/>.</param>
/// <param name="Form">How the members are put together.</param>
/// <param name="Slots">The members in the order of the wire; null for a gap.</param>
/// <param name="Arguments">The locals that the constructor takes.</param>
internal sealed record MembersHelper(
    string Name, string Type, bool IsClass, MemberForm Form, EquatableArray<MemberSlot> Slots, EquatableArray<string> Arguments)
    : Helper(Name, Type, IsClass)
{
    private IEnumerable<Member> Members => Slots.Select(static slot => slot.Member).OfType<Member>();

    public override void Describe(Description description)
    {
        if (Form != MemberForm.Named)
        {
            description.AddAll("[", Slots.Select(static slot => slot.Member?.Codec), "]");
            return;
        }
        var open = "{";
        foreach (var member in Members)
        {
            description.Add(open + member.Key + ":");
            member.Codec.Describe(description);
            open = ",";
        }
        description.Add(open == "{" ? "{}" : "}");
    }

    public override int FewestValues(CodecSet set) =>
        1 + (Form == MemberForm.Named ? Members.Count() : 0) + Slots.Sum(slot => slot.Member?.Codec.FewestValues(set) ?? 1);

    protected override void WriteWriter(SourceWriter source)
    {
        source.Line(Form == MemberForm.Named ? $"{Writer}.BeginMap({Slots.Count});" : $"{Writer}.BeginArray({Slots.Count});");
        foreach (var slot in Slots)
        {
            if (slot.Member is not { } member)
            {
                source.Line($"{Writer}.WriteNil();");
                continue;
            }
            if (Form == MemberForm.Named) source.Line($"{Writer}.WriteUtf8({KeyOf(member)});");
            member.Codec.WriteNested(source, Writer, $"{Value}.{member.Name}");
        }
        source.Line(Form == MemberForm.Named ? $"{Writer}.EndMap();" : $"{Writer}.EndArray();");
    }

    protected override void WriteReader(SourceWriter source, CodecSet set)
    {
        if (Form == MemberForm.Named) ReadPairs(source);
        else ReadSlots(source);
        // A constructor is not called with what a fault has left.
        source.Line(IsClass ? $"if (!{Reader}.IsOk) return null!;" : $"if (!{Reader}.IsOk) return default;");
        source.Line($"return {Construction()};");
    }

    protected override void WriteRest(SourceWriter source)
    {
        if (Form != MemberForm.Named) return;
        foreach (var member in Members)
        {
            source.Gap();
            source.Line($"private static global::System.ReadOnlySpan<byte> {KeyOf(member)} => new byte[] {{ {Bytes(member.Key)} }};");
        }
    }

    private void ReadSlots(SourceWriter source)
    {
        var isExact = Form == MemberForm.Exact;
        if (isExact)
        {
            source.Line($"if ({Reader}.BeginArray() != {Slots.Count}) {Reader}.Fail({Names.ArgumentFault}.Rejected);");
        }
        else
        {
            source.Line($"var count = {Reader}.BeginArray();");
            source.Line($"if (count < {Slots.Count}) {Reader}.Fail({Names.ArgumentFault}.Rejected);");
        }
        foreach (var slot in Slots)
        {
            source.Line(slot.Member is { IsPassedOver: false } member
                ? $"var {member.Local} = {member.Codec.Read(Reader)};"
                : $"{Reader}.Skip();");
        }
        if (!isExact) source.Line($"for (var i = {Slots.Count}; i < count && {Reader}.IsOk; i++) {Reader}.Skip();");
        source.Line($"{Reader}.EndArray();");
    }

    private void ReadPairs(SourceWriter source)
    {
        var wanted = Members.Where(static member => !member.IsPassedOver).ToArray();
        foreach (var member in wanted)
        {
            source.Line($"{member.Codec.Type} {member.Local} = default!;");
            source.Line($"var {member.Presence} = false;");
        }
        source.Line($"var count = {Reader}.BeginMap();");
        source.Open($"for (var i = 0; i < count && {Reader}.IsOk; i++)");
        source.Line($"var key = {Reader}.ReadUtf8();");
        var otherwise = "";
        foreach (var member in wanted)
        {
            source.Open($"{otherwise}if (global::System.MemoryExtensions.SequenceEqual(key, {KeyOf(member)}))");
            source.Line($"{member.Local} = {member.Codec.Read(Reader)};");
            source.Line($"{member.Presence} = true;");
            source.Close();
            otherwise = "else ";
        }
        if (otherwise.Length == 0) source.Line($"{Reader}.Skip();");
        else
        {
            source.Open("else");
            source.Line($"{Reader}.Skip();");
            source.Close();
        }
        source.Close();
        source.Line($"{Reader}.EndMap();");
        if (wanted.Length > 0)
            source.Line($"if (!({string.Join(" && ", wanted.Select(static member => member.Presence))})) {Reader}.Fail({Names.ArgumentFault}.Rejected);");
    }

    private string Construction()
    {
        var set = Members.Where(static member => member.IsSet).Select(static member => $"{member.Name} = {member.Local}").ToArray();
        if (set.Length == 0) return $"new {Type}({string.Join(", ", Arguments)})";
        var arguments = Arguments.Count == 0 ? "" : $"({string.Join(", ", Arguments)})";
        return $"new {Type}{arguments} {{ {string.Join(", ", set)} }}";
    }

    private string KeyOf(Member member) => $"{Name}Key_{Identifier.ToPart(member.Name)}";

    private static string Bytes(string key) => string.Join(", ", System.Text.Encoding.UTF8.GetBytes(key).Select(static value =>
        value is >= 0x20 and < 0x7F and not (byte)'\'' and not (byte)'\\'
            ? $"(byte)'{(char)value}'"
            : "0x" + value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
}

using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Analysis;

// Types marked for the MessagePack library. Their layout is the library's; members are written as arguments are, which only differs for Guid,
// decimal, DateTime and DateTimeOffset.
internal sealed partial class CodecReader
{
    // Above it a gap is rather a mistake: each number below the highest key is written.
    private const int MaxKey = 255;

    private Helper? ReadMarked(INamedTypeSymbol type, HelperCodec codec, AttributeData attribute)
    {
        var members = TypeMember.AllOf(type)
            .Where(static member => member.IsReadable && !Attributes.IsIgnored(member.Symbol))
            // As the library orders them.
            .OrderBy(static member => member.Symbol is IFieldSymbol)
            .ToList();
        return Attributes.First(attribute, otherwise: false)
            ? ReadNamed(type, codec, members.ConvertAll(static member => (member, member.Name)))
            : ReadKeyed(type, codec, members);
    }

    private Helper? ReadKeyed(INamedTypeSymbol type, HelperCodec codec, List<TypeMember> members)
    {
        var named = new List<(TypeMember Member, string Key)>();
        var numbered = new SortedDictionary<int, TypeMember>();
        foreach (var member in members)
        {
            switch (Attributes.Find(member.Symbol, Attributes.Key)?.ConstructorArguments.FirstOrDefault().Value)
            {
                case string key when named.Exists(other => other.Key == key):
                case int number when numbered.ContainsKey(number):
                    return FailMember(type, $"has two members of one key, one of them '{member.Name}'", "give each its own");
                case string key:
                    named.Add((member, key));
                    break;
                case int number and >= 0 and <= MaxKey:
                    numbered.Add(number, member);
                    break;
                case int number:
                    return FailMember(type, $"has '{member.Name}' with the key {number}", $"keys are 0 to {MaxKey}");
                default:
                    return FailMember(type, $"is a [MessagePackObject], and its '{member.Name}' has neither [Key] nor [IgnoreMember]", "give it one of them");
            }
        }
        if (named.Count > 0 && numbered.Count > 0) return FailMember(type, "has both numbers and names as keys", "use the one or the other");
        return named.Count > 0 ? ReadNamed(type, codec, named) : ReadNumbered(type, codec, numbered);
    }

    private Helper? ReadNamed(INamedTypeSymbol type, HelperCodec codec, List<(TypeMember Member, string Key)> members)
    {
        if (Construction.Find(type, members.ConvertAll(static pair => pair.Member), byPosition: null) is not { } construction) return FailConstruction(type);
        return Build(type, codec, MemberForm.Named, members.ConvertAll(static pair => ((TypeMember?)pair.Member, pair.Key)), construction);
    }

    private Helper? ReadNumbered(INamedTypeSymbol type, HelperCodec codec, SortedDictionary<int, TypeMember> members)
    {
        var last = members.Count == 0 ? -1 : members.Keys.Max();
        if (Construction.Find(type, [.. members.Values], members) is not { } construction) return FailConstruction(type);
        var slots = Enumerable.Range(0, last + 1).Select(key => (members.TryGetValue(key, out var member) ? member : null, "")).ToList();
        return Build(type, codec, MemberForm.Numbered, slots, construction);
    }

    private Helper? FailConstruction(INamedTypeSymbol type) => FailMember(
        type, "has no public constructor whose parameters are its members, by name or by key", "add one, or one without parameters");
}

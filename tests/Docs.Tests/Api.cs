using System.Reflection;
using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The names that the libraries give to their users.</summary>
internal static partial class Api
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(MultiplayerPeer).Assembly,
        typeof(WebSocketPeer).Assembly,
        typeof(LiteNetMultiplayerPeer).Assembly,
        typeof(Variant).Assembly,
        typeof(SimulatedNetwork).Assembly,
        typeof(MultiplayerApi).Assembly,
        typeof(MultiplayerSession).Assembly,
    ];

    private static readonly Dictionary<string, Type> Types =
        Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).ToDictionary(type => type.Name);

    public static bool IsType(string name) => Types.ContainsKey(name);

    public static Type Type(string name) => Types[name];

    /// <summary>Whether a code span such as <c>Type</c>, <c>Type.Member</c> or <c>Type.Member(a, b)</c> names something.</summary>
    public static bool Has(string span)
    {
        var match = Name().Match(span);
        if (!match.Success || !Types.TryGetValue(match.Groups[1].Value, out var type)) return false;
        var member = match.Groups[2].Value;
        return member.Length == 0 || type.GetMember(member, All).Any(IsVisible);
    }

    /// <summary>Whether a code span says that it is a member of one of the types.</summary>
    public static bool ClaimsToBeMember(string span) =>
        Name().Match(span) is { Success: true } match && match.Groups[2].Length > 0 && IsType(match.Groups[1].Value);

    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic,
        EventInfo happening => happening.AddMethod is { IsPublic: true },
        _ => false,
    };

    [GeneratedRegex(@"^([A-Z]\w*)(?:\.([A-Z]\w*)(?:\(.*\))?)?$")]
    private static partial Regex Name();
}

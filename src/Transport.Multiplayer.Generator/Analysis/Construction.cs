using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>How a value is put together again: what its constructor takes, and what is set behind it.</summary>
internal sealed class Construction
{
    private readonly HashSet<TypeMember> _taken;
    private readonly bool _setsRequired;

    private Construction(IReadOnlyList<TypeMember> arguments, bool setsRequired)
    {
        Arguments = arguments;
        _taken = [.. arguments];
        _setsRequired = setsRequired;
    }

    /// <summary>The members that are the constructor's arguments.</summary>
    public IReadOnlyList<TypeMember> Arguments { get; }

    /// <summary>Whether a member gets its value back.</summary>
    public bool Gives(TypeMember member) => _taken.Contains(member) || member.IsSettable;

    /// <summary>Whether it gets it by an initializer.</summary>
    public bool Sets(TypeMember member) => member.IsSettable && (!_taken.Contains(member) || (member.IsRequired && !_setsRequired));

    /// <summary>
    /// The constructor with most parameters, all of which are members: by name, or by position among those with numbers. Null when there is none.
    /// </summary>
    public static Construction? Find(INamedTypeSymbol type, IReadOnlyList<TypeMember> members, IReadOnlyDictionary<int, TypeMember>? byPosition)
    {
        var constructors = type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToArray();
        if (Array.Find(constructors, static constructor => Attributes.Has(constructor, Attributes.SerializationConstructor)) is { } chosen)
            constructors = [chosen];
        foreach (var constructor in constructors.OrderByDescending(static constructor => constructor.Parameters.Length))
        {
            if (Match(constructor, members, byPosition) is { } arguments)
                return new Construction(arguments, Attributes.Has(constructor, Attributes.SetsRequiredMembers));
        }
        return null;
    }

    private static List<TypeMember>? Match(
        IMethodSymbol constructor, IReadOnlyList<TypeMember> members, IReadOnlyDictionary<int, TypeMember>? byPosition)
    {
        var arguments = new List<TypeMember>();
        foreach (var parameter in constructor.Parameters)
        {
            var member = FindByName(parameter, members, StringComparison.Ordinal) ?? FindByName(parameter, members, StringComparison.OrdinalIgnoreCase);
            if (member is null && byPosition is not null && byPosition.TryGetValue(parameter.Ordinal, out var placed) && Fits(parameter, placed)) member = placed;
            if (member is null || arguments.Contains(member)) return null;
            arguments.Add(member);
        }
        return arguments;
    }

    private static TypeMember? FindByName(IParameterSymbol parameter, IReadOnlyList<TypeMember> members, StringComparison comparison) =>
        members.FirstOrDefault(member => string.Equals(member.Name, parameter.Name, comparison) && Fits(parameter, member));

    private static bool Fits(IParameterSymbol parameter, TypeMember member) =>
        parameter.RefKind is RefKind.None or RefKind.In && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type);
}

using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

// Classes, structures and records of the game.
internal sealed partial class CodecReader
{
    private static readonly string[] MemberLocals = ["writer", "reader", "value", "count", "i", "key"];

    private Codec? FindOwn(INamedTypeSymbol type)
    {
        if (_problem is not null) return null;
        if (ForeignTypes.WhyNot(type) is var (reason, cure)) return Fail(type, reason, cure);
        if (Attributes.Find(type, Attributes.MessagePackFormatter) is { } formatter) return FindFormatter(type, formatter);
        if (encoding == Encoding.Godot) return NotForGodot(type, "send its members as parameters, as a tuple or as a dictionary");
        var text = TypeNames.InCode(type);
        if (_known.TryGetValue(text, out var known)) return known;
        var marked = Attributes.Find(type, Attributes.MessagePackObject);
        if (WhyNotMade(type, isMarked: marked is not null) is var (why, instead)) return Fail(type, why, instead);
        var codec = Reserve(text, TypeNames.AsPart(type), type.IsReferenceType);
        var helper = marked is null ? ReadExact(type, codec) : ReadMarked(type, codec, marked);
        if (helper is null) return null;
        Fill(codec, helper);
        return codec;
    }

    private static (string Reason, string Cure)? WhyNotMade(INamedTypeSymbol type, bool isMarked)
    {
        if (type.IsAbstract)
            return ("is abstract, and what derives from it is not known where it is read", "use a class that can be made");
        if (!isMarked) return null;
        if (Attributes.Has(type, Attributes.Union))
            return ("is a [Union]", "use one class, or a parameter for each that may be null");
        if (type.AllInterfaces.Any(static face => TypeNames.Full(face) == "MessagePack.IMessagePackSerializationCallbackReceiver"))
            return ("has callbacks of MessagePack, which generated code does not call", "remove IMessagePackSerializationCallbackReceiver");
        return null;
    }

    private Codec? FindFormatter(INamedTypeSymbol type, AttributeData attribute)
    {
        if (encoding == Encoding.Godot) return NotForGodot(type, "its formatter writes MessagePack");
        if (Attributes.First<INamedTypeSymbol?>(attribute, null) is not { } formatter) return Fail(new TypeProblem("", IsSilent: true));
        var isMade = !formatter.IsAbstract && !formatter.IsUnboundGenericType && formatter.InstanceConstructors.Any(
            static constructor => constructor is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public });
        if (!isMade || attribute.ConstructorArguments.Length > 1 && !attribute.ConstructorArguments[1].Values.IsDefaultOrEmpty)
            return Fail(type, $"has the formatter '{TypeNames.InText(formatter)}', which is not made without arguments", "give it a public constructor without parameters");
        if (FormattedType(formatter, type) is not { } formatted)
            return Fail(type, $"has the formatter '{TypeNames.InText(formatter)}', which is one of another type", $"let it implement IMessagePackFormatter<{type.Name}>");
        UsesFormatters |= type.IsReferenceType;
        return new FormatterCodec(
            TypeNames.InCode(type), type.Name, TypeNames.InCode(formatted), TypeNames.InCode(formatter), formatter.Name, type.IsReferenceType);
    }

    // The type as the formatter declares it: most take null as well.
    private static ITypeSymbol? FormattedType(INamedTypeSymbol formatter, INamedTypeSymbol type) => formatter.AllInterfaces
        .Where(static face => TypeNames.Full(face) == "MessagePack.Formatters.IMessagePackFormatter" && face.TypeArguments.Length == 1)
        .Select(static face => face.TypeArguments[0])
        .FirstOrDefault(formatted => SymbolEqualityComparer.Default.Equals(formatted, type));

    private Helper? ReadExact(INamedTypeSymbol type, HelperCodec codec)
    {
        var members = TypeMember.AllOf(type).Where(static member => member.IsReadable && !Attributes.IsIgnored(member.Symbol)).ToList();
        if (Construction.Find(type, members, byPosition: null) is not { } construction)
            return FailMember(type, "has no public constructor whose parameters are called like its public members, and of the same types", "add one, or one without parameters");
        foreach (var member in members.Where(member => !construction.Gives(member) && member.IsStored))
            return FailMember(type, $"has '{member.Name}', which can be read but not given back", "give it a public setter, a constructor's parameter of its name, or [IgnoreDataMember]");
        members.RemoveAll(member => !construction.Gives(member));
        if (members.Count == 0) return FailMember(type, "has no public members that could be sent", "make what is sent public properties");
        return Build(type, codec, MemberForm.Exact, [.. members.Select(static member => (member, member.Name))], construction);
    }

    private MembersHelper? Build(
        INamedTypeSymbol type, HelperCodec codec, MemberForm form, IReadOnlyList<(TypeMember? Member, string Key)> slots, Construction construction)
    {
        var locals = new NameScope(MemberLocals);
        var made = new List<MemberSlot>();
        var localOf = new Dictionary<TypeMember, string>();
        foreach (var (member, key) in slots)
        {
            if (member is null)
            {
                made.Add(new MemberSlot(null));
                continue;
            }
            _members.Push($"{type.Name}.{member.Name}");
            var value = FindMember(member);
            _members.Pop();
            if (value is null) return null;
            var local = localOf[member] = Identifier.Escape(locals.Take(Identifier.ToLocal(member.Name)));
            made.Add(new MemberSlot(new Member(
                Identifier.Escape(member.Name),
                local,
                locals.Take("has" + Identifier.ToPart(member.Name)),
                value,
                key,
                IsPassedOver: !construction.Gives(member),
                IsSet: construction.Sets(member))));
        }
        var arguments = construction.Arguments.Select(member => localOf[member]);
        return new MembersHelper(
            codec.Name, codec.Type, codec.IsClass, form, new EquatableArray<MemberSlot>(made), new EquatableArray<string>(arguments));
    }

    private Codec? FindMember(TypeMember member)
    {
        if (Attributes.Find(member.Symbol, Attributes.MessagePackFormatter) is not { } attribute) return FindNested(member.Type);
        return member.Type is INamedTypeSymbol type ? FindFormatter(type, attribute) : FindNested(member.Type);
    }

    private Helper? FailMember(INamedTypeSymbol type, string reason, string cure)
    {
        Fail(type, reason, cure);
        return null;
    }
}

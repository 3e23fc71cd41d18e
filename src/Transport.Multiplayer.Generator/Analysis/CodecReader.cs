using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Finds out how types are written, and which helpers that takes. One for all methods of a class.</summary>
/// <param name="encoding">What the class is written for.</param>
internal sealed partial class CodecReader(Encoding encoding)
{
    private readonly Dictionary<string, HelperCodec> _known = [];
    private readonly Dictionary<string, Helper> _helpers = [];
    private readonly List<string> _order = [];
    private readonly NameScope _names = new([]);

    // Where in a type this is, for texts: the member that is looked at.
    private readonly Stack<string> _members = new();
    private TypeProblem? _problem;
    private bool _isCopied;

    /// <summary>The helpers of all types so far, each behind those that were found before it.</summary>
    public IEnumerable<Helper> Helpers => _order.Select(name => _helpers[name]);

    /// <summary>Whether a type brings a formatter that may read null.</summary>
    public bool UsesFormatters { get; private set; }

    /// <summary>How a type is written; null when it cannot be.</summary>
    /// <param name="type">The type of a parameter or a result.</param>
    /// <param name="isResult">Whether it is a result, which outlives the packet it comes in.</param>
    /// <param name="problem">Why not.</param>
    public Codec? Read(ITypeSymbol type, bool isResult, out TypeProblem? problem)
    {
        _problem = null;
        _isCopied = isResult;
        _members.Clear();
        var before = _order.Count;
        var codec = Find(type);
        problem = _problem;
        if (problem is null) return codec;
        Forget(before);
        return null;
    }

    // What was found on the way may need what was not.
    private void Forget(int count)
    {
        foreach (var name in _order.Skip(count)) _helpers.Remove(name);
        _order.RemoveRange(count, _order.Count - count);
        foreach (var pair in _known.Where(pair => !_helpers.ContainsKey(pair.Value.Name)).ToArray()) _known.Remove(pair.Key);
    }

    private Codec? Find(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Find(nullable.TypeArguments[0]) is { } value ? new NullableCodec(value, IsValue: true) : null;
        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } && type.TypeKind != TypeKind.TypeParameter)
            return Find(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) is { } reference ? new NullableCodec(reference, IsValue: false) : null;
        if (PlainTypes.Find(type) is { } plain)
            return encoding == Encoding.Godot && PlainTypes.ForGodot(plain) is { } cure ? NotForGodot(type, cure) : plain;
        if (GodotTypes.Find(type) is { } godots && (encoding == Encoding.Godot || type is not IArrayTypeSymbol))
            return encoding == Encoding.Godot ? godots : Fail(type, "is Godot's, and MessagePack has no place for it", "put [RpcObject(Encoding = RpcEncoding.Godot)] on the class");
        return type switch
        {
            IErrorTypeSymbol => Fail(new TypeProblem("", IsSilent: true)),
            IArrayTypeSymbol array => FindArray(array),
            INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration => FindEnum(enumeration),
            INamedTypeSymbol { IsTupleType: true } tuple => FindTuple(tuple),
            INamedTypeSymbol named => FindCollection(named) ?? FindOwn(named),
            ITypeParameterSymbol => Fail(type, "is a type parameter, and how it is written has to be known when the code is generated", "use the type itself"),
            IDynamicTypeSymbol => Fail(type, "can be anything", "say which type is sent"),
            _ => Fail(type, "is an address, and means nothing at another peer", "send what is there"),
        };
    }

    private static EnumCodec? FindEnum(INamedTypeSymbol type) =>
        PlainTypes.Find(type.EnumUnderlyingType!) is PlainCodec underlying ? new EnumCodec(TypeNames.InCode(type), type.Name, underlying) : null;

    private HelperCodec? FindTuple(INamedTypeSymbol type)
    {
        var elements = new List<Codec>();
        foreach (var element in type.TupleElements)
        {
            if (FindNested(element.Type) is not { } codec) return null;
            elements.Add(codec);
        }
        var text = $"({string.Join(", ", elements.Select(static element => element.Type))})";
        return Add(text, TypeNames.AsPart(type), isClass: false, name => new TupleHelper(name, text, new EquatableArray<Codec>(elements)));
    }

    // Inside another value bytes are copied: what holds them may be kept.
    private Codec? FindNested(ITypeSymbol type)
    {
        var wasCopied = _isCopied;
        _isCopied = true;
        var codec = Find(type);
        _isCopied = wasCopied;
        return codec;
    }

    // A helper is made once for each type.
    private HelperCodec Add(string type, string wantedName, bool isClass, Func<string, Helper> make)
    {
        if (_known.TryGetValue(type, out var known)) return known;
        var codec = Reserve(type, wantedName, isClass);
        Fill(codec, make(codec.Name));
        return codec;
    }

    private HelperCodec Reserve(string type, string wantedName, bool isClass)
    {
        var codec = new HelperCodec(type, _names.Take(Identifier.ToPart(wantedName)), isClass);
        _known.Add(type, codec);
        return codec;
    }

    private void Fill(HelperCodec codec, Helper helper)
    {
        _helpers.Add(codec.Name, helper);
        _order.Add(codec.Name);
    }

    private Codec? NotForGodot(ITypeSymbol type, string cure) =>
        Fail(new TypeProblem($"{Subject(type)} has no place in a Variant; {cure}", IsGodots: true));

    private Codec? Fail(ITypeSymbol type, string reason, string cure) => Fail(new TypeProblem($"{Subject(type)} {reason}; {cure}"));

    private Codec? Fail(TypeProblem problem)
    {
        _problem ??= problem;
        return null;
    }

    // The type, and where it was found when it is not the parameter's own.
    private string Subject(ITypeSymbol type) =>
        _members.Count == 0 ? $"'{TypeNames.InText(type)}'" : $"'{TypeNames.InText(type)}', the type of '{_members.Peek()}',";
}

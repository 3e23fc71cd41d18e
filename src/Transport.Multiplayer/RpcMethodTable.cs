namespace Transport.Multiplayer;

/// <summary>
/// The methods of a class as the other peers know them: sorted by name, each with its place as its id. One for all objects of the class.
/// Immutable and thread-safe.
/// </summary>
public sealed class RpcMethodTable
{
    /// <summary>
    /// The method that carries answers. A table with an answered method has it as well, under this name, so that the other peers can count
    /// it among theirs; no method of a game may be called so.
    /// </summary>
    public const string AnswerMethodName = "_answer";

    private const int MaxMethods = 0x7FFF;

    private readonly RpcMethod[] _methods;
    private readonly int[] _idOfIndex;
    private readonly int[] _indexOfId;

    /// <summary>A table.</summary>
    /// <param name="typeName">The class, for texts.</param>
    /// <param name="encoding">What the class is written for (<see cref="RpcObjectAttribute.Encoding"/>).</param>
    /// <param name="methods">The methods, in any order. Everywhere else a method is named by its index here.</param>
    /// <exception cref="ArgumentException">
    /// Two methods of one name, an empty name, the name of <see cref="AnswerMethodName"/>, or more parameters than a call can have.
    /// </exception>
    public RpcMethodTable(string typeName, RpcEncoding encoding, params RpcMethod[] methods)
    {
        if (methods is null) throw new ArgumentNullException(nameof(methods));
        TypeName = typeName ?? throw new ArgumentNullException(nameof(typeName));
        Encoding = encoding;
        foreach (var method in methods) Check(method);
        Count = methods.Length;
        _methods = Array.Exists(methods, static method => method.IsAnswered) ? [.. methods, AnswerMethod] : [.. methods];
        if (_methods.Length > MaxMethods) throw new ArgumentException($"{typeName} has more than {MaxMethods} methods.", nameof(methods));
        AnswerIndex = _methods.Length > Count ? Count : -1;
        (_idOfIndex, _indexOfId) = Sort();
    }

    /// <summary>A table of a class whose base class has methods as well: those of the base class come first.</summary>
    /// <param name="typeName">The class, for texts.</param>
    /// <param name="encoding">What the class is written for.</param>
    /// <param name="baseTable">The base class's table.</param>
    /// <param name="methods">The methods that the class adds.</param>
    /// <inheritdoc cref="RpcMethodTable(string, RpcEncoding, RpcMethod[])" path="/exception"/>
    public RpcMethodTable(string typeName, RpcEncoding encoding, RpcMethodTable baseTable, params RpcMethod[] methods)
        : this(typeName, encoding, Join(baseTable, methods))
    {
    }

    /// <summary>The class, for texts.</summary>
    public string TypeName { get; }

    /// <summary>What the class is written for.</summary>
    public RpcEncoding Encoding { get; }

    /// <summary>How many methods the list had that the table was made of.</summary>
    public int Count { get; }

    /// <summary>A method, by its index in that list.</summary>
    public RpcMethod this[int index] => _methods[index];

    /// <summary>The index of <see cref="AnswerMethodName"/>; -1 when nothing is answered.</summary>
    internal int AnswerIndex { get; }

    /// <summary>A method's place among the sorted names: its id on the wire.</summary>
    internal int IdOf(int index) => _idOfIndex[index];

    /// <summary>The method with an id; -1 when there is none.</summary>
    internal int IndexOf(int id) => (uint)id < (uint)_indexOfId.Length ? _indexOfId[id] : -1;

    /// <summary>In the order of the ids.</summary>
    internal IEnumerable<RpcMethod> SortedMethods() => _indexOfId.Select(index => _methods[index]);

    private static RpcMethod AnswerMethod { get; } =
        new(AnswerMethodName, "(long,long,any)", parameterCount: 3) { Mode = RpcMode.AnyPeer };

    private static RpcMethod[] Join(RpcMethodTable baseTable, RpcMethod[] methods)
    {
        if (baseTable is null) throw new ArgumentNullException(nameof(baseTable));
        if (methods is null) throw new ArgumentNullException(nameof(methods));
        return [.. baseTable._methods.AsSpan(0, baseTable.Count), .. methods];
    }

    private static void Check(RpcMethod method)
    {
        if (string.IsNullOrEmpty(method.Name) || method.Name.Contains('\0') || method.Name.Contains('\n'))
            throw new ArgumentException("A method needs a name, of one line.");
        if (method.Name == AnswerMethodName) throw new ArgumentException($"The name {AnswerMethodName} is taken: it carries the answers.");
        var most = RpcMethod.MaxParameterCount - (method.IsAnswered ? 1 : 0);
        if (method.ParameterCount < 0 || method.ParameterCount > most)
            throw new ArgumentException($"{method.Name} has {method.ParameterCount} parameters; there can be {most}.");
        if (method.RequiredParameterCount < 0 || method.RequiredParameterCount > method.ParameterCount)
            throw new ArgumentException($"{method.Name} cannot need {method.RequiredParameterCount} of {method.ParameterCount} parameters.");
        if (method.TakesBytes && (method.ParameterCount != 1 || method.IsAnswered))
            throw new ArgumentException($"{method.Name} takes bytes: it has that one parameter and no answer.");
    }

    // By code point, as Godot sorts, which is the order of the UTF-8 bytes.
    private (int[] IdOfIndex, int[] IndexOfId) Sort()
    {
        var names = Array.ConvertAll(_methods, static method => System.Text.Encoding.UTF8.GetBytes(method.Name));
        var indexOfId = Enumerable.Range(0, _methods.Length).ToArray();
        Array.Sort(indexOfId, (a, b) => names[a].AsSpan().SequenceCompareTo(names[b]));
        var idOfIndex = new int[_methods.Length];
        for (var id = 0; id < indexOfId.Length; id++)
        {
            idOfIndex[indexOfId[id]] = id;
            if (id > 0 && _methods[indexOfId[id]].Name == _methods[indexOfId[id - 1]].Name)
                throw new ArgumentException($"{TypeName} has two methods named {_methods[indexOfId[id]].Name}.");
        }
        return (idOfIndex, indexOfId);
    }
}

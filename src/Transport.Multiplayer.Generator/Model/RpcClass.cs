using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Model;

/// <summary>A class with methods that other peers can call: all that its generated half is made of.</summary>
/// <param name="FileName">The name of the file for the compiler.</param>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Containers">The types around it, outermost first, as partial declarations.</param>
/// <param name="Declaration">The class as a partial declaration.</param>
/// <param name="Name">The bare name.</param>
/// <param name="Type">The name with type parameters, as it is known inside itself.</param>
/// <param name="IsSealed">Whether no class derives from it.</param>
/// <param name="Encoding">What it is written for.</param>
/// <param name="Base">The base class that has such methods as well, as generated code writes it; null for none.</param>
/// <param name="Hidden">Names of members that hide those of a base class.</param>
/// <param name="Methods">Its own methods.</param>
/// <param name="Inherited">The methods of its base class.</param>
/// <param name="Helpers">What its types need.</param>
/// <param name="UsesFormatters">Whether a type brings a formatter that may read null.</param>
internal sealed record RpcClass(
    string FileName,
    string Namespace,
    EquatableArray<string> Containers,
    string Declaration,
    string Name,
    string Type,
    bool IsSealed,
    Encoding Encoding,
    string? Base,
    EquatableArray<string> Hidden,
    EquatableArray<RpcMethod> Methods,
    EquatableArray<RpcInheritedMethod> Inherited,
    EquatableArray<Helper> Helpers,
    bool UsesFormatters);

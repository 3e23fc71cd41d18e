using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Attributes by their full names, so that what they come from need not be referenced.</summary>
internal static class Attributes
{
    public const string Rpc = "Transport.Multiplayer.RpcAttribute";
    public const string RpcObject = "Transport.Multiplayer.RpcObjectAttribute";
    public const string MessagePackObject = "MessagePack.MessagePackObjectAttribute";
    public const string MessagePackFormatter = "MessagePack.MessagePackFormatterAttribute";
    public const string Union = "MessagePack.UnionAttribute";
    public const string Key = "MessagePack.KeyAttribute";
    public const string SerializationConstructor = "MessagePack.SerializationConstructorAttribute";
    public const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";
    public const string RequiredMember = "System.Runtime.CompilerServices.RequiredMemberAttribute";

    private static readonly string[] Ignoring = ["MessagePack.IgnoreMemberAttribute", "System.Runtime.Serialization.IgnoreDataMemberAttribute"];

    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && TypeNames.Full(type) == name);

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>Whether a member says that it is not sent.</summary>
    public static bool IsIgnored(ISymbol member) => Ignoring.Any(name => Has(member, name));

    /// <summary>The value of an attribute's property; the default when it is not set.</summary>
    public static T Named<T>(AttributeData attribute, string name, T otherwise)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name && pair.Value.Value is T value) return value;
        }
        return otherwise;
    }

    /// <summary>The value of an attribute's first argument; the default when it has none.</summary>
    public static T First<T>(AttributeData attribute, T otherwise) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is T value ? value : otherwise;
}

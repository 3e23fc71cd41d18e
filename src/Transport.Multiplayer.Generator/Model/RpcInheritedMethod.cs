namespace Transport.Multiplayer.Generator.Model;

/// <summary>A method of a base class, for the proxies of a class that derives from it.</summary>
/// <param name="Name">The name, without the @ of keywords.</param>
/// <param name="WireName">The name for the other peers, if it is known.</param>
/// <param name="Access">Who may use its proxy.</param>
/// <param name="ReturnType">What the proxy returns.</param>
/// <param name="Declarations">The proxy's parameters, as C# declares them.</param>
/// <param name="Arguments">Their names.</param>
/// <param name="IsAnswered">Whether it is answered.</param>
/// <param name="Owner">The base class, as generated code writes it.</param>
/// <param name="OwnerName">The class that declares it, for texts.</param>
internal sealed record RpcInheritedMethod(
    string Name,
    string? WireName,
    string Access,
    string ReturnType,
    EquatableArray<string> Declarations,
    EquatableArray<string> Arguments,
    bool IsAnswered,
    string Owner,
    string OwnerName)
{
    public static RpcInheritedMethod Of(RpcMethod method, string owner, string ownerName)
    {
        var proxy = new ProxySignature(method);
        return new RpcInheritedMethod(
            method.Name,
            method.WireName,
            method.Access,
            proxy.ReturnType,
            new EquatableArray<string>(proxy.Declarations),
            new EquatableArray<string>(proxy.Arguments),
            method.IsAnswered,
            owner,
            ownerName);
    }
}

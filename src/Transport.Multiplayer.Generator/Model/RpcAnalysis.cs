using Transport.Multiplayer.Generator.Diagnostics;

namespace Transport.Multiplayer.Generator.Model;

/// <summary>What was found out about a class.</summary>
/// <param name="Class">What is generated; null for nothing.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record RpcAnalysis(RpcClass? Class, EquatableArray<RpcError> Errors);

using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer;

/// <summary>
/// An object whose methods other peers can call. The source generator implements it for each partial class with <see cref="RpcAttribute"/>
/// methods; a game only passes such objects to <see cref="MultiplayerApi.Register"/>.
/// </summary>
public interface IRpcObject
{
    /// <summary>The methods of the class: one table for all its objects.</summary>
    RpcMethodTable RpcMethods { get; }

    /// <summary>Where the object is registered; null when it is not. Set by the api alone.</summary>
    RpcBinding? RpcBinding { get; set; }

    /// <summary>
    /// Reads the arguments of a call and, when they were all there and nothing else was, runs the method. Leaves the method alone when
    /// <see cref="ArgumentReader.End"/> said no.
    /// </summary>
    /// <param name="method">The method: its index in the list the table was made of.</param>
    /// <param name="arguments">The arguments, from the first.</param>
    /// <param name="invocation">Who calls, and where an answer goes.</param>
    void InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation);
}

namespace Transport.Multiplayer.Generator.Model;

/// <summary>Names that generated code uses, as it writes them.</summary>
internal static class Names
{
    public const string Tool = "Transport.Multiplayer.Generator";

    public const string ArgumentReader = "global::Transport.Multiplayer.Arguments.ArgumentReader";
    public const string ArgumentWriter = "global::Transport.Multiplayer.Arguments.ArgumentWriter";
    public const string ArgumentFault = "global::Transport.Multiplayer.Arguments.ArgumentFault";
    public const string MessagePackArguments = "global::Transport.Multiplayer.Arguments.MessagePackArguments";
    public const string RpcObject = "global::Transport.Multiplayer.IRpcObject";
    public const string RpcBinding = "global::Transport.Multiplayer.RpcBinding";
    public const string RpcCall = "global::Transport.Multiplayer.RpcCall";
    public const string RpcEncoding = "global::Transport.Multiplayer.RpcEncoding";
    public const string RpcInvocation = "global::Transport.Multiplayer.RpcInvocation";
    public const string RpcMethod = "global::Transport.Multiplayer.RpcMethod";
    public const string RpcMethodTable = "global::Transport.Multiplayer.RpcMethodTable";
    public const string RpcMode = "global::Transport.Multiplayer.RpcMode";
    public const string TransferMode = "global::Transport.TransferMode";

    public const string ArgumentNullException = "global::System.ArgumentNullException";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string TimeSpan = "global::System.TimeSpan";

    // Members that a class with [Rpc] methods gets.
    public const string Calls = "Rpc";
    public const string CallsTo = "RpcTo";
    public const string CallsExcept = "RpcExcept";
    public const string CallsType = "RpcCalls";
    public const string PeerCallsType = "RpcPeerCalls";
    public const string CodeType = "RpcCode";

    /// <summary>What no member of the class may be called.</summary>
    public static readonly string[] Taken = [Calls, CallsTo, CallsExcept, CallsType, PeerCallsType, CodeType];
}

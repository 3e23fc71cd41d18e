using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>The node whose calls were recorded. Its arguments are of any type, so a test writes and reads them by itself.</summary>
internal sealed class GodotNode : IRpcObject
{
    public const int Args = 0;
    public const int TakeBytes = 1;
    public const int FromAuthority = 2;
    public const int Local = 3;
    public const int None = 4;
    public const int Unreliable = 5;
    public const int Var = 6;

    private static readonly RpcMethodTable Table = new(
        nameof(GodotNode),
        RpcEncoding.Godot,
        new RpcMethod("rpc_args", "", 3) { Mode = RpcMode.AnyPeer },
        new RpcMethod("rpc_bytes", "", 1) { Mode = RpcMode.AnyPeer, TakesBytes = true },
        new RpcMethod("rpc_from_authority", "", 0),
        new RpcMethod("rpc_local", "", 0) { Mode = RpcMode.AnyPeer, CallLocal = true },
        new RpcMethod("rpc_none", "", 0) { Mode = RpcMode.AnyPeer },
        new RpcMethod("rpc_unreliable", "", 0) { Mode = RpcMode.AnyPeer, TransferMode = TransferMode.Unreliable },
        new RpcMethod("rpc_var", "", 1) { Mode = RpcMode.AnyPeer });

    public List<string> Calls { get; } = [];

    /// <summary>Reads the arguments of the next calls.</summary>
    public Func<ArgumentReader, string> Read { get; set; } = static _ => "";

    RpcMethodTable IRpcObject.RpcMethods => Table;

    RpcBinding? IRpcObject.RpcBinding { get; set; }

    public void Call(int target, int method, Action<ArgumentWriter>? write = null)
    {
        var call = RpcCall.Begin(this, target, method);
        write?.Invoke(call.Arguments);
        if (!call.Send()) return;
        using var local = call.EnterLocal();
        Calls.Add($"{method} from {call.LocalContext.Sender}");
    }

    public void CallWithBytes(int target, byte[] bytes) => RpcCall.Begin(this, target, TakeBytes).SendBytes(bytes);

    void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
    {
        var read = method == TakeBytes ? Convert.ToHexString(arguments.ReadBytes()) : Read(arguments);
        if (arguments.End()) Calls.Add($"{method}({read}) from {invocation.Context.Sender}");
    }
}

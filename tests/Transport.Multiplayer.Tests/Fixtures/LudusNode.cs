using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>The game node of Godot's demo websocket_multiplayer.</summary>
internal sealed class LudusNode : IRpcObject
{
    public const int AddPlayer = 0;
    public const int SetTurn = 1;
    public const int RequestAction = 2;
    public const int SetPlayerName = 3;

    private static readonly RpcMethodTable Table = new(
        nameof(LudusNode),
        RpcEncoding.Godot,
        new RpcMethod("add_player", "", 2) { RequiredParameterCount = 1, CallLocal = true },
        new RpcMethod("set_turn", "", 1) { CallLocal = true },
        new RpcMethod("request_action", "", 1) { Mode = RpcMode.AnyPeer },
        new RpcMethod("set_player_name", "", 1) { Mode = RpcMode.AnyPeer },
        new RpcMethod("update_player_name", "", 2) { CallLocal = true },
        new RpcMethod("_log", "", 1),
        new RpcMethod("del_player", "", 1) { CallLocal = true });

    RpcMethodTable IRpcObject.RpcMethods => Table;

    RpcBinding? IRpcObject.RpcBinding { get; set; }

    public void Call(int method, Action<ArgumentWriter> write)
    {
        var call = RpcCall.Begin(this, 1, method);
        write(call.Arguments);
        call.Send();
    }

    void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
    {
    }
}

using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>The other version of <see cref="OldBoard"/>.</summary>
internal sealed class NewBoard : IRpcObject
{
    private static readonly RpcMethodTable Table = new(
        nameof(NewBoard),
        RpcEncoding.Godot,
        new RpcMethod("Ready", "(int)", 1) { Mode = RpcMode.AnyPeer },
        new RpcMethod("Vote", "(int)", 1) { Mode = RpcMode.AnyPeer });

    RpcMethodTable IRpcObject.RpcMethods => Table;

    RpcBinding? IRpcObject.RpcBinding { get; set; }

    public void CallReady(int target)
    {
        var call = RpcCall.Begin(this, target, 0);
        call.Arguments.WriteInt32(1);
        call.Send();
    }

    void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
    {
        arguments.ReadInt32();
        arguments.End();
    }
}

using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>Another version of a class: one method more, one with another parameter, one that is missing.</summary>
internal sealed class OldBoard : IRpcObject
{
    public const int Ready = 0;
    public const int Submit = 1;

    private static readonly RpcMethodTable Table = new(
        nameof(OldBoard),
        RpcEncoding.Godot,
        new RpcMethod("Ready", "(string)", 1) { Mode = RpcMode.AnyPeer },
        new RpcMethod("Submit", "([int,byte,string?]):[bool,int]", 1) { Mode = RpcMode.AnyPeer, IsAnswered = true },
        new RpcMethod("Vote", "(int)", 1) { Mode = RpcMode.AnyPeer });

    RpcMethodTable IRpcObject.RpcMethods => Table;

    RpcBinding? IRpcObject.RpcBinding { get; set; }

    public void CallReady(int target)
    {
        var call = RpcCall.Begin(this, target, Ready);
        call.Arguments.WriteString("x");
        call.Send();
    }

    public Task<bool> CallSubmit(int target)
    {
        var call = RpcCall.Begin(this, target, Submit);
        call.Arguments.WriteNil();
        return call.SendForAnswer(static reader => reader.ReadBoolean(), default, default);
    }

    void IRpcObject.InvokeRpc(int method, ArgumentReader arguments, RpcInvocation invocation)
    {
    }
}

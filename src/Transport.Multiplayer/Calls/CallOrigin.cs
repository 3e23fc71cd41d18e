using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Calls;

/// <summary>Where an answer goes: the call that it answers.</summary>
internal readonly struct CallOrigin(Member caller, RpcBinding binding, int method, long callId)
{
    public Member Caller { get; } = caller;

    public RpcBinding Binding { get; } = binding;

    /// <summary>The method's index.</summary>
    public RpcMethod Method => Binding.Methods[method];

    /// <summary>The caller's number for the call.</summary>
    public long CallId { get; } = callId;
}

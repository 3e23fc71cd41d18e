using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Calls;

/// <summary>A call of this end that waits for its answer. Whoever awaits it goes on inside Poll, on the game's own thread.</summary>
internal abstract class PendingCall(in RpcCall call, Member callee, TimeSpan due, CancellationToken cancellationToken)
{
    private CancellationTokenRegistration _registration;

    public long Id { get; } = call.CallId;

    public Member Callee { get; } = callee;

    public RpcBinding Binding { get; } = call.Binding;

    public RpcMethod Method { get; } = call.Binding.Methods[call.Method];

    /// <summary>When it has waited long enough.</summary>
    public TimeSpan Due { get; } = due;

    protected CancellationToken CancellationToken => cancellationToken;

    /// <summary>Has the owner told when the token is cancelled, by whichever thread.</summary>
    public void WatchToken(PendingCalls owner)
    {
        if (!cancellationToken.CanBeCanceled) return;
        _registration = cancellationToken.Register(
            static state =>
            {
                var (calls, call) = ((PendingCalls, PendingCall))state!;
                calls.CancelLater(call);
            },
            (owner, this),
            useSynchronizationContext: false);
    }

    /// <summary>The token is not watched any more. Before the call ends.</summary>
    public void Close() => _registration.Dispose();

    /// <summary>Reads the result, and ends the call with it if that is all there is.</summary>
    /// <returns>False when it is not.</returns>
    public abstract bool TryComplete(ArgumentReader reader);

    public abstract void Fail(Exception exception);

    public abstract void Cancel();
}

using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Calls;

namespace Transport.Multiplayer;

/// <summary>A call that came in: who calls, and where its answer goes. For generated code.</summary>
#pragma warning disable CA1815 // Two invocations are never compared.
public readonly struct RpcInvocation
#pragma warning restore CA1815
{
    private readonly CallOrigin _origin;

    internal RpcInvocation(CallOrigin origin) => _origin = origin;

    /// <summary>For a method that asks who calls.</summary>
    public RpcContext Context => new(_origin.Binding.Api, _origin.Caller.Id);

    /// <summary>For a method that asks for one: cancelled when the calling peer leaves the session, or this end does.</summary>
    public CancellationToken CallerGone => _origin.Caller.Gone;

    /// <summary>
    /// Sends what a task brings to the caller: at once when it is complete, else with the first <see cref="MultiplayerApi.Poll"/> after it is.
    /// An exception of the task is told as <see cref="RpcException"/> says.
    /// </summary>
    /// <typeparam name="T">What the task brings.</typeparam>
    /// <param name="result">What the method returned.</param>
    /// <param name="write">Writes the result.</param>
    public void Answer<T>(ValueTask<T> result, Action<ArgumentWriter, T> write) =>
        _origin.Binding.Runtime.Answers.Answer(_origin, result, write);

    /// <inheritdoc cref="Answer{T}(ValueTask{T}, Action{ArgumentWriter, T})"/>
    public void Answer<T>(Task<T> result, Action<ArgumentWriter, T> write) => Answer(new ValueTask<T>(NotNull(result)), write);

    /// <summary>Tells the caller when a task has completed. Otherwise as <see cref="Answer{T}(ValueTask{T}, Action{ArgumentWriter, T})"/>.</summary>
    /// <param name="result">What the method returned.</param>
    public void Answer(Task result) => Answer(new ValueTask(NotNull(result)));

    /// <inheritdoc cref="Answer(Task)"/>
    public void Answer(ValueTask result) =>
        _origin.Binding.Runtime.Answers.Answer(_origin, result);

    private T NotNull<T>(T result)
        where T : Task => result ?? throw new InvalidOperationException($"{_origin.Method.Name} returned null instead of a task.");
}

using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer;

/// <summary>
/// A call on its way out. What the generated code of <c>game.Rpc.Place(3)</c> does: begin, write the arguments, send. Nothing is allocated.
/// </summary>
/// <remarks>
/// One call at a time is written: to begin another before this one is sent is a mistake, which <see cref="Send"/> tells.
/// </remarks>
#pragma warning disable CA1815 // Two calls are never compared.
public readonly struct RpcCall
#pragma warning restore CA1815
{
    internal RpcCall(RpcBinding binding, int target, int method, long callId, int version)
    {
        Binding = binding;
        Target = target;
        Method = method;
        CallId = callId;
        Version = version;
    }

    /// <summary>Where the arguments are written to, in the order of the parameters.</summary>
    public ArgumentWriter Arguments => Binding.Runtime.Writer;

    /// <summary>Whether the call names this end and nobody else: there is nothing to send, the method is to be called here.</summary>
    public bool IsSelf => Target == Binding.Api.UniqueId;

    /// <summary>Who calls, for a method that asks for it and is called here.</summary>
    public RpcContext LocalContext => new(Binding.Api, Binding.Api.UniqueId);

    internal RpcBinding Binding { get; }

    internal int Target { get; }

    internal int Method { get; }

    internal long CallId { get; }

    internal int Version { get; }

    /// <summary>Begins a call.</summary>
    /// <param name="instance">The object whose method is called at the other ends.</param>
    /// <param name="target">0 for everyone, n for one peer, -n for everyone but n.</param>
    /// <param name="method">The method's index in the list that its table was made of.</param>
    /// <exception cref="InvalidOperationException">
    /// The object is not registered, the session is not connected, the method is <see cref="RpcMode.Disabled"/>, or this end calls itself and
    /// the method has no <see cref="RpcAttribute.CallLocal"/>.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such peer.</exception>
    public static RpcCall Begin(IRpcObject instance, int target, int method)
    {
        if (instance is null) throw new ArgumentNullException(nameof(instance));
        if (instance.RpcBinding is not { } binding)
            throw new InvalidOperationException($"This {instance.RpcMethods.TypeName} is not registered with a MultiplayerApi, so nobody can be called.");
        return binding.Runtime.Begin(binding, target, method);
    }

    /// <summary>
    /// Sends the call, and says whether the method is to be called here as well: it has <see cref="RpcAttribute.CallLocal"/>, and the target
    /// includes this end. Then <see cref="EnterLocal"/> surrounds that.
    /// </summary>
    /// <exception cref="ArgumentException">The call is larger than the carrier's packets. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">Another call was begun since.</exception>
    public bool Send() => Binding.Runtime.Send(this);

    /// <summary>
    /// Sends a call whose one argument is a byte array, in Godot's raw form: its bytes and nothing else. Nothing was written to
    /// <see cref="Arguments"/>. Only for methods that <see cref="RpcMethod.TakesBytes"/>; a null goes by <see cref="Send"/>, as a nil.
    /// </summary>
    /// <inheritdoc cref="Send"/>
    public bool SendBytes(ReadOnlySpan<byte> bytes) => Binding.Runtime.SendBytes(this, bytes);

    /// <summary>
    /// Sends a call to one peer, and completes with its answer. For methods that <see cref="RpcMethod.IsAnswered"/>, when not
    /// <see cref="IsSelf"/>.
    /// </summary>
    /// <typeparam name="T">What the method's task brings.</typeparam>
    /// <param name="read">Reads the result.</param>
    /// <param name="timeout">
    /// How long to wait; zero for <see cref="MultiplayerApiOptions.AnswerTimeout"/>, <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the call.</param>
    /// <returns>
    /// A task that ends inside <see cref="MultiplayerApi.Poll"/>, whose caller's thread runs what awaits it, unless a synchronization context
    /// says otherwise: with the result, with <see cref="RpcException"/>, <see cref="TimeoutException"/> or
    /// <see cref="OperationCanceledException"/>.
    /// </returns>
    /// <inheritdoc cref="Send"/>
    public Task<T> SendForAnswer<T>(Func<ArgumentReader, T> read, TimeSpan timeout, CancellationToken cancellationToken) =>
        Binding.Runtime.SendForAnswer(this, read, timeout, cancellationToken);

    /// <summary><see cref="SendForAnswer{T}"/>, for a method whose task brings nothing.</summary>
    /// <inheritdoc cref="SendForAnswer{T}"/>
    public Task SendForAnswer(TimeSpan timeout, CancellationToken cancellationToken) =>
        Binding.Runtime.SendForAnswer(this, static reader => reader.TryReadNil(), timeout, cancellationToken);

    /// <summary>
    /// Surrounds a call of the method at this end: until it is disposed, <see cref="MultiplayerApi.RemoteSenderId"/> is this end's own id.
    /// </summary>
    public RpcLocalCall EnterLocal() => new(Binding.Api);
}

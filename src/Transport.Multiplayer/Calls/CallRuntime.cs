using Microsoft.Extensions.Logging;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Calls;

/// <summary>The calls of an api: what generated code asks for on the way down, and what the session hands over on the way up.</summary>
internal sealed class CallRuntime
{
    private readonly MemberList _members;
    private readonly PacketSender _sender;
    private readonly CallSender _callSender;
    private readonly CallReceiver _receiver;
    private readonly PathAnnouncer _announcer;
    private readonly PathReceiver _paths;
    private readonly ObjectRegistry _registry = new();
    private readonly TimeSpan _answerTimeout;

    // Tells a call that is sent from one that another was begun after.
    private int _version;
    private int _unregistered;

    public CallRuntime(
        MultiplayerPeer peer,
        MemberList members,
        PacketSender sender,
        FailureReports failures,
        SessionEvents events,
        SessionClock clock,
        MultiplayerApiOptions options,
        ILogger logger)
    {
        _members = members;
        _sender = sender;
        _answerTimeout = options.AnswerTimeout;
        Encoding = options.Encoding;
        var writer = Encoding.CreateWriter();
        var reader = Encoding.CreateReader();
        writer.MaxDepth = reader.MaxDepth = options.MaxArgumentDepth;
        var mismatches = new MismatchReports(events, logger);
        Pending = new PendingCalls(peer, clock);
        _announcer = new PathAnnouncer(sender);
        _callSender = new CallSender(sender, members, _announcer, writer);
        Answers = new AnswerSender(_callSender, peer, failures);
        _paths = new PathReceiver(_registry, _announcer, Pending, sender, mismatches, failures, Encoding, options.MaxPaths);
        _receiver = new CallReceiver(_registry, _paths, Pending, Answers, reader, failures, options.MaxUnansweredCalls);
    }

    public ArgumentEncoding Encoding { get; }

    public ArgumentWriter Writer => _callSender.Writer;

    /// <summary>Answers to the calls of others.</summary>
    public AnswerSender Answers { get; }

    /// <summary>Calls of this end that wait for answers.</summary>
    public PendingCalls Pending { get; }

    public long Sent => _callSender.Count;

    public long Received => _receiver.Count + Answers.Count;

    public RpcBinding Register(MultiplayerApi api, string path, IRpcObject instance)
    {
        if (instance is null) throw new ArgumentNullException(nameof(instance));
        var normal = ObjectRegistry.Normalize(path, api.RootPath);
        var methods = instance.RpcMethods;
        if (instance.RpcBinding is { } elsewhere)
            throw new InvalidOperationException($"This {methods.TypeName} is registered already, as {elsewhere.Path}.");
        if (_registry.Find(normal) is not null)
            throw new ArgumentException($"There is an object under the path {normal} already.", nameof(path));
        if (methods.Encoding == RpcEncoding.MessagePack && Encoding.Kind != RpcEncoding.MessagePack)
        {
            throw new ArgumentException(
                $"{methods.TypeName} is written for MessagePack, and this api uses {Encoding.Name}. [RpcObject(Encoding = ...)] on the class says what it is written for.",
                nameof(instance));
        }
        var binding = new RpcBinding(api, this, normal, instance);
        _registry.Add(binding);
        instance.RpcBinding = binding;
        return binding;
    }

    public void Unregister(RpcBinding binding)
    {
        if (!binding.IsRegistered) return;
        _registry.Remove(binding);
        _unregistered++;
        _announcer.Forget(binding, _members);
        binding.Instance.RpcBinding = null;
    }

    public RpcCall Begin(RpcBinding binding, int target, int index)
    {
        _sender.CheckTarget(target, mayBeSelf: true);
        var method = binding.Methods[index];
        if (method.Mode == RpcMode.Disabled) throw new InvalidOperationException($"{method.Name} is disabled: nobody may call it.");
        var isSelf = target == _sender.UniqueId;
        if (isSelf && !method.CallLocal)
            throw new InvalidOperationException($"{method.Name} is called at this end by itself; without CallLocal only others can be called.");
        _callSender.Begin();
        var callId = 0L;
        if (method.IsAnswered && !isSelf)
        {
            callId = Pending.NextId();
            Writer.WriteInt64(callId);
        }
        return new RpcCall(binding, target, index, callId, ++_version);
    }

    public bool Send(in RpcCall call)
    {
        var method = CheckLatest(call);
        if (method.IsAnswered) throw new InvalidOperationException($"{method.Name} is answered: its call is sent for the answer.");
        return Send(call, method, method.ParameterCount == 0 ? CallSender.Raw : method.ParameterCount);
    }

    public bool SendBytes(in RpcCall call, ReadOnlySpan<byte> bytes)
    {
        var method = CheckLatest(call);
        if (!method.TakesBytes) throw new InvalidOperationException($"{method.Name} does not take a byte array alone.");
        Writer.WriteRaw(bytes);
        return Send(call, method, CallSender.Raw);
    }

    public Task<T> SendForAnswer<T>(
        in RpcCall call, Func<ArgumentReader, T> read, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var method = CheckLatest(call);
        if (!method.IsAnswered) throw new InvalidOperationException($"{method.Name} is not answered.");
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time is not negative.");
        if (call.Target <= 0 || call.IsSelf) throw new InvalidOperationException($"{method.Name} is answered: it is called at one other peer.");
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var callee = _members.Find(call.Target)!;
        if (MismatchReports.IsMissing(callee, call.Binding, method))
            return Task.FromException<T>(new RpcException(RpcErrorCode.UnknownMethod, $"Peer {callee.Id} has no {method.Name} of {call.Binding.Path}."));
        _callSender.Send(call.Binding, call.Method, call.Target, method.ParameterCount + 1);
        MultiplayerMetrics.CallSent(method.Name);
        return Pending.Add(call, callee, read, timeout == TimeSpan.Zero ? _answerTimeout : timeout, cancellationToken);
    }

    public void Receive(Member caller, ReadOnlyMemory<byte> packet) => _receiver.Receive(caller, packet);

    public void ReceivePath(Member member, ReadOnlySpan<byte> packet) => _paths.ReceivePath(member, packet);

    public void ReceiveConfirmation(Member member, ReadOnlySpan<byte> packet) => _paths.ReceiveConfirmation(member, packet);

    /// <summary>Sends the answers that are ready, and ends the calls that are not answered any more.</summary>
    /// <param name="now">The time.</param>
    /// <param name="departures">Counts the members that have left.</param>
    public void Settle(TimeSpan now, int departures)
    {
        Answers.SendDue();
        Pending.EndDue(now, unchecked(departures + _unregistered));
    }

    /// <summary>The objects are registered nowhere any more.</summary>
    public void UnregisterAll()
    {
        foreach (var binding in _registry.Bindings.ToArray()) Unregister(binding);
    }

    private bool Send(in RpcCall call, RpcMethod method, int argumentCount)
    {
        if (!call.IsSelf)
        {
            _callSender.Send(call.Binding, call.Method, call.Target, argumentCount);
            MultiplayerMetrics.CallSent(method.Name);
        }
        return method.CallLocal && (call.Target == 0 || call.IsSelf || (call.Target < 0 && call.Target != -_sender.UniqueId));
    }

    private RpcMethod CheckLatest(in RpcCall call)
    {
        var method = call.Binding.Methods[call.Method];
        if (call.Version != _version)
            throw new InvalidOperationException($"The call of {method.Name} was sent already, or another one was begun before it was sent.");
        _version++;
        return method;
    }
}

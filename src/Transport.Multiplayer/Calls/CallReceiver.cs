using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Calls;

/// <summary>
/// Takes calls: finds object and method, asks whether the caller may, and only then has the arguments read. Nothing that a caller sends, and
/// nothing that a method throws, gets out of here.
/// </summary>
internal sealed class CallReceiver(
    ObjectRegistry registry,
    PathReceiver paths,
    PendingCalls pending,
    AnswerSender answers,
    ArgumentReader arguments,
    FailureReports failures,
    int maxUnansweredCalls)
{
    /// <summary>Calls whose method ran to its end; those that are answered not among them.</summary>
    public long Count { get; private set; }

    public void Receive(Member caller, ReadOnlyMemory<byte> packet)
    {
        if (!CallHeader.TryRead(packet.Span, out var header))
        {
            failures.Report(caller, new CallFailure(caller.Id, CallFailureReason.Malformed, text: "It is no call."));
            return;
        }
        if (FindObject(caller, header, packet.Span) is not { } binding) return;
        var method = binding.Methods.IndexOf(header.Method);
        if (method < 0)
        {
            Fail(caller, binding, null, CallFailureReason.UnknownMethod, $"There is no method {header.Method}.");
            return;
        }
        arguments.Begin(packet, header.ArgumentsStart, header.ArgumentsEnd, header.ArgumentCount, isRaw: false);
        try
        {
            if (method == binding.Methods.AnswerIndex) TakeAnswer(caller, binding);
            else if (binding.Methods[method].IsAnswered) TakeAnswered(caller, binding, method, header);
            else Take(caller, binding, method, header, packet);
        }
        finally
        {
            arguments.Release();
        }
    }

    private RpcBinding? FindObject(Member caller, in CallHeader header, ReadOnlySpan<byte> packet)
    {
        string? path;
        if (!header.HasPath)
        {
            if (paths.Find(caller, header.PathId, out path) is { } known) return known;
        }
        else
        {
            path = PathReceiver.Read(header.PathIn(packet));
            if (path is not null && registry.Find(path) is { } named) return named;
        }
        failures.Report(caller, new CallFailure(
            caller.Id,
            CallFailureReason.UnknownObject,
            path is null ? null : PlainText.Of(path, ObjectRegistry.MaxPathBytes),
            text: header.HasPath || path is not null ? "There is no such object." : $"The peer has given no path id {header.PathId}."));
        return null;
    }

    private void Take(Member caller, RpcBinding binding, int index, in CallHeader header, ReadOnlyMemory<byte> packet)
    {
        var method = binding.Methods[index];
        if (!MayCall(caller, binding, method))
        {
            Fail(caller, binding, method, CallFailureReason.Refused, WhoMay(binding, method));
            return;
        }
        var count = header.ArgumentCount;
        if (header.IsRaw && method.TakesBytes)
        {
            // No bytes at all are an empty array.
            count = 1;
            arguments.Begin(packet, header.ArgumentsStart, header.ArgumentsEnd, count, isRaw: true);
        }
        if (!IsCountRight(method, count) || (header.IsRaw && count > 0 && !method.TakesBytes))
        {
            FailCount(caller, binding, method, count, header.IsRaw);
            return;
        }
        if (!TryInvoke(new CallOrigin(caller, binding, index, callId: 0), index)) return;
        Count++;
        MultiplayerMetrics.CallReceived(method.Name);
    }

    private void TakeAnswered(Member caller, RpcBinding binding, int index, in CallHeader header)
    {
        var method = binding.Methods[index];
        // Before anything else, since it is where a refusal goes.
        var callId = header.IsRaw ? 0 : arguments.ReadInt64();
        if (header.IsRaw || header.ArgumentCount == 0 || !arguments.IsOk)
        {
            FailCount(caller, binding, method, header.ArgumentCount, header.IsRaw);
            return;
        }
        caller.UnansweredCalls++;
        var origin = new CallOrigin(caller, binding, index, callId);
        arguments.CountWithoutFirst();
        if (!MayCall(caller, binding, method)) Refuse(origin, CallFailureReason.Refused, RpcErrorCode.Refused, WhoMay(binding, method));
        else if (caller.UnansweredCalls > maxUnansweredCalls)
            Refuse(origin, CallFailureReason.Busy, RpcErrorCode.Busy, $"{maxUnansweredCalls} calls wait for their answers already.");
        else if (!IsCountRight(method, arguments.Count))
            Refuse(origin, CallFailureReason.InvalidArguments, RpcErrorCode.InvalidArguments, CountText(method, arguments.Count));
        else TryInvoke(origin, index);
    }

    private void TakeAnswer(Member caller, RpcBinding binding)
    {
        if (pending.Receive(caller, binding, arguments) is { } reason)
            Fail(caller, binding, binding.Methods[binding.Methods.AnswerIndex], reason, FaultText());
    }

    // False when the arguments were not understood, or the method threw.
    private bool TryInvoke(CallOrigin origin, int index)
    {
        Exception? thrown = null;
        try
        {
            origin.Binding.Instance.InvokeRpc(index, arguments, new RpcInvocation(origin));
            if (arguments.IsComplete) return true;
        }
#pragma warning disable CA1031 // One method's exception ends neither the tick nor the calls of others. It is logged, and told by CallFailed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }
        if (arguments.IsComplete) ReportThrew(origin, thrown!);
        else ReportInvalid(origin, thrown ?? arguments.Exception);
        return false;
    }

    private void ReportThrew(CallOrigin origin, Exception thrown)
    {
        if (origin.Method.IsAnswered) answers.SendError(origin, thrown);
        if (!origin.Method.IsAnswered || !AnswerSender.IsForCaller(thrown))
            Fail(origin.Caller, origin.Binding, origin.Method, CallFailureReason.Threw, thrown.Message, thrown);
    }

    private void ReportInvalid(CallOrigin origin, Exception? thrown)
    {
        var text = FaultText();
        if (origin.Method.IsAnswered) answers.SendError(origin, RpcErrorCode.InvalidArguments, "The arguments were not understood.");
        Fail(origin.Caller, origin.Binding, origin.Method, CallFailureReason.InvalidArguments, text, thrown);
    }

    private void Refuse(CallOrigin origin, CallFailureReason reason, int code, string text)
    {
        answers.SendError(origin, code, text);
        Fail(origin.Caller, origin.Binding, origin.Method, reason, text);
    }

    private static bool MayCall(Member caller, RpcBinding binding, RpcMethod method) => method.Mode switch
    {
        RpcMode.AnyPeer => true,
        RpcMode.Authority => caller.Id == binding.Authority,
        _ => false,
    };

    private static string WhoMay(RpcBinding binding, RpcMethod method) =>
        method.Mode == RpcMode.Authority ? $"Only peer {binding.Authority} may call it." : "Nobody may call it.";

    private static bool IsCountRight(RpcMethod method, int count) =>
        count >= method.RequiredParameterCount && count <= method.ParameterCount;

    private static string CountText(RpcMethod method, int count) =>
        $"There are {count} arguments; it takes {method.RequiredParameterCount} to {method.ParameterCount}.";

    private string FaultText() => failures.WantsText ? arguments.DescribeFault() : "";

    private void FailCount(Member caller, RpcBinding binding, RpcMethod method, int count, bool isRaw) => Fail(
        caller, binding, method, CallFailureReason.InvalidArguments, isRaw ? "It does not take bytes." : CountText(method, count));

    private void Fail(Member caller, RpcBinding binding, RpcMethod? method, CallFailureReason reason, string text, Exception? thrown = null) =>
        failures.Report(caller, new CallFailure(caller.Id, reason, binding.Path, method?.Name, text, thrown));
}

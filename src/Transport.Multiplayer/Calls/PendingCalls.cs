using System.Collections.Concurrent;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Calls;

/// <summary>
/// The calls of this end that wait for their answers. All of them end inside Poll, whatever ends them: the answer, the time, a peer that
/// leaves, a token.
/// </summary>
internal sealed class PendingCalls(MultiplayerPeer peer, SessionClock clock)
{
    private const int AnswerArguments = 3;
    private const int MaxTextChars = RpcException.MaxTextBytes;

    private readonly Dictionary<long, PendingCall> _calls = [];
    private readonly ConcurrentQueue<PendingCall> _cancelled = new();
    private long _lastId;
    private int _changes;

    public int Count => _calls.Count;

    /// <summary>When the first of them has waited long enough.</summary>
    public TimeSpan NextDue { get; private set; } = TimeSpan.MaxValue;

    /// <summary>A number that no call had before.</summary>
    public long NextId() => ++_lastId;

    public Task<T> Add<T>(
        in RpcCall call, Member callee, Func<ArgumentReader, T> read, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var due = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : SessionClock.After(clock.Now, timeout);
        var pending = new PendingResult<T>(call, callee, due, read, cancellationToken);
        _calls.Add(pending.Id, pending);
        if (due < NextDue) NextDue = due;
        pending.WatchToken(this);
        return pending.Task;
    }

    /// <summary>Ends a call with the next Poll. From any thread.</summary>
    public void CancelLater(PendingCall call)
    {
        _cancelled.Enqueue(call);
        peer.Wake();
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>What was wrong with it; none when it was taken.</returns>
    public CallFailureReason? Receive(Member callee, RpcBinding binding, ArgumentReader arguments)
    {
        if (arguments.Count != AnswerArguments) return CallFailureReason.InvalidArguments;
        var id = arguments.ReadInt64();
        var code = arguments.ReadInt64();
        if (!arguments.IsOk) return CallFailureReason.InvalidArguments;
        if (!_calls.TryGetValue(id, out var call) || call.Callee != callee || call.Binding != binding) return CallFailureReason.UnexpectedAnswer;
        _calls.Remove(id);
        call.Close();
        if (code == 0) return Complete(call, arguments);
        var text = arguments.ReadString();
        var isUnderstood = arguments.End();
        End(call, new RpcException((int)Math.Clamp(code, int.MinValue, int.MaxValue), PlainText.Of(text, MaxTextChars)));
        return isUnderstood ? null : CallFailureReason.InvalidArguments;
    }

    /// <summary>Ends what is to end now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="changes">Counts the members that have left and the objects that were unregistered. Each call is looked at when it has changed.</param>
    public void EndDue(TimeSpan now, int changes)
    {
        while (_cancelled.TryDequeue(out var call))
        {
            if (!_calls.Remove(call.Id)) continue;
            call.Close();
            MultiplayerMetrics.Answered(call.Method.Name, "Cancelled");
            call.Cancel();
        }
        if (now < NextDue && changes == _changes) return;
        _changes = changes;
        EndThoseDue(now);
    }

    /// <summary>Ends the calls of an object at one peer that will not be answered.</summary>
    public void EndAt(Member callee, RpcBinding binding, Func<RpcMethod, bool> isMissing, int code, string text) => EndWhere(
        call => call.Callee == callee && call.Binding == binding && isMissing(call.Method),
        call => new RpcException(code, $"Peer {callee.Id} {text} {call.Method.Name} of {binding.Path}."));

    /// <summary>Ends all of them: nobody polls any more.</summary>
    public void EndAll(string text) => EndWhere(static _ => true, _ => new RpcException(RpcErrorCode.PeerGone, text));

    private void EndThoseDue(TimeSpan now)
    {
        EndWhere(
            call => call.Callee.HasLeft,
            call => new RpcException(RpcErrorCode.PeerGone, $"Peer {call.Callee.Id} left before it answered {call.Method.Name}."));
        EndWhere(
            call => !call.Binding.IsRegistered,
            call => new RpcException(RpcErrorCode.UnknownObject, $"{call.Binding.Path} was unregistered before {call.Method.Name} was answered."));
        EndWhere(
            call => call.Due <= now,
            call => new TimeoutException($"Peer {call.Callee.Id} has not answered {call.Method.Name} in time."));
        NextDue = TimeSpan.MaxValue;
        foreach (var call in _calls.Values)
        {
            if (call.Due < NextDue) NextDue = call.Due;
        }
    }

    private static CallFailureReason? Complete(PendingCall call, ArgumentReader arguments)
    {
        Exception? thrown = null;
        try
        {
            if (call.TryComplete(arguments))
            {
                MultiplayerMetrics.Answered(call.Method.Name, "Ok");
                return null;
            }
        }
#pragma warning disable CA1031 // The code that reads a result is the game's, and what it reads is a stranger's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }
        End(call, new RpcException(RpcErrorCode.InvalidAnswer, $"The answer to {call.Method.Name} was not understood.", thrown));
        return CallFailureReason.InvalidArguments;
    }

    private void EndWhere(Func<PendingCall, bool> isEnding, Func<PendingCall, Exception> why)
    {
        // What awaits a call may make the next one: first they are taken out, then they end.
        List<PendingCall> ending = [.. _calls.Values.Where(isEnding)];
        foreach (var call in ending)
        {
            _calls.Remove(call.Id);
            call.Close();
        }
        foreach (var call in ending) End(call, why(call));
    }

    private static void End(PendingCall call, Exception exception)
    {
        MultiplayerMetrics.Answered(call.Method.Name, exception is TimeoutException ? "TimedOut" : "Error");
        call.Fail(exception);
    }
}

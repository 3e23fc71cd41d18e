using System.Collections.Concurrent;
using System.Text;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Diagnostics;

namespace Transport.Multiplayer.Calls;

/// <summary>
/// Sends what methods bring. An answer is a call of its own, of <see cref="RpcMethodTable.AnswerMethodName"/> on the same object: the number of
/// the call, 0 or an error code, and the result or a text. A method may complete on any thread; its answer leaves with the next Poll.
/// </summary>
internal sealed class AnswerSender(CallSender sender, MultiplayerPeer peer, FailureReports failures)
{
    private const int ArgumentCount = 3;
    private const string ThrewText = "The method threw.";

    private readonly ConcurrentQueue<DueAnswer> _due = new();

    /// <summary>Calls whose method has completed, with a result or words of its own.</summary>
    public long Count { get; private set; }

    public void Answer<T>(CallOrigin origin, ValueTask<T> result, Action<ArgumentWriter, T> write)
    {
        if (result.IsCompletedSuccessfully) Send(origin, result.GetAwaiter().GetResult(), write);
        else _ = CompleteLaterAsync(origin, result, write);
    }

    public void Answer(CallOrigin origin, ValueTask result)
    {
        if (result.IsCompletedSuccessfully) Send(origin, 0, static (writer, _) => writer.WriteNil());
        else _ = CompleteLaterAsync(origin, AsResult(result), static (writer, _) => writer.WriteNil());
    }

    /// <summary>Tells the caller that there is no result.</summary>
    public void SendError(CallOrigin origin, int code, string text)
    {
        if (!Close(origin)) return;
        sender.Begin();
        WriteHead(origin, code);
        WriteText(text);
        try
        {
            sender.SendAnswer(origin, ArgumentCount);
        }
        catch (ArgumentException exception)
        {
            ReportNotSent(origin, exception);
        }
    }

    /// <summary>Whether an exception is a method's way to answer, rather than its failure.</summary>
    public static bool IsForCaller(Exception exception) => exception is RpcException or OperationCanceledException;

    /// <summary>Tells the caller what was thrown, as far as that is the caller's business.</summary>
    public void SendError(CallOrigin origin, Exception exception)
    {
        switch (exception)
        {
            case RpcException own:
                Complete(origin);
                // 0 says that there is a result.
                SendError(origin, own.Code == 0 ? RpcErrorCode.Threw : own.Code, own.Message);
                break;
            case OperationCanceledException:
                Complete(origin);
                SendError(origin, RpcErrorCode.Cancelled, "The method was cancelled.");
                break;
            default:
                SendError(origin, RpcErrorCode.Threw, ThrewText);
                break;
        }
    }

    /// <summary>Sends the answers of methods that have completed since the last time.</summary>
    public void SendDue()
    {
        while (_due.TryDequeue(out var due)) due.Send(this);
    }

    private void Send<T>(CallOrigin origin, T value, Action<ArgumentWriter, T> write)
    {
        Complete(origin);
        // The caller may be gone, and nobody misses the answer.
        if (origin.Caller.HasLeft)
        {
            Close(origin);
            return;
        }
        try
        {
            sender.Begin();
            WriteHead(origin, 0);
            write(sender.Writer, value);
            sender.SendAnswer(origin, ArgumentCount);
        }
#pragma warning disable CA1031 // The game's code writes the result, inside Poll. What it throws ends this answer and nothing else.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SendError(origin, RpcErrorCode.ResultNotSent, "The result could not be sent.");
            ReportNotSent(origin, exception);
            return;
        }
        Close(origin);
    }

    // Whoever awaits this method's task goes on where it completes; here that is any thread.
    private async Task CompleteLaterAsync<T>(CallOrigin origin, ValueTask<T> result, Action<ArgumentWriter, T> write)
    {
        DueAnswer due;
        try
        {
            due = new DueResult<T>(origin, await result.ConfigureAwait(false), write);
        }
#pragma warning disable CA1031 // It is told to the caller and reported, on the polling thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            due = new DueError(origin, exception);
        }
        _due.Enqueue(due);
        peer.Wake();
    }

    private static async ValueTask<int> AsResult(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return 0;
    }

    private void WriteHead(CallOrigin origin, int code)
    {
        sender.Writer.WriteInt64(origin.CallId);
        sender.Writer.WriteInt64(code);
    }

    private void Complete(CallOrigin origin)
    {
        Count++;
        MultiplayerMetrics.CallReceived(origin.Method.Name);
    }

    // One call fewer waits. False when there is nobody to be told.
    private static bool Close(CallOrigin origin)
    {
        origin.Caller.UnansweredCalls--;
        return !origin.Caller.HasLeft;
    }

    private void ReportNotSent(CallOrigin origin, Exception exception) => failures.Report(origin.Caller, new CallFailure(
        origin.Caller.Id, CallFailureReason.AnswerNotSent, origin.Binding.Path, origin.Method.Name, exception.Message, exception));

    private void WriteText(string text)
    {
        // No letter takes less than a byte.
        var bytes = Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, RpcException.MaxTextBytes)]);
        var end = Math.Min(bytes.Length, RpcException.MaxTextBytes);
        while (end < bytes.Length && IsInsideLetter(bytes[end])) end--;
        sender.Writer.WriteUtf8(bytes.AsSpan(0, end));
    }

    private static bool IsInsideLetter(byte value) => (value & 0xC0) == 0x80;

    private void ReportThrew(CallOrigin origin, Exception exception) => failures.Report(origin.Caller, new CallFailure(
        origin.Caller.Id, CallFailureReason.Threw, origin.Binding.Path, origin.Method.Name, exception.Message, exception));

    private abstract class DueAnswer(CallOrigin origin)
    {
        protected CallOrigin Origin { get; } = origin;

        public abstract void Send(AnswerSender sender);
    }

    private sealed class DueResult<T>(CallOrigin origin, T value, Action<ArgumentWriter, T> write) : DueAnswer(origin)
    {
        public override void Send(AnswerSender sender) => sender.Send(Origin, value, write);
    }

    private sealed class DueError(CallOrigin origin, Exception exception) : DueAnswer(origin)
    {
        public override void Send(AnswerSender sender)
        {
            sender.SendError(Origin, exception);
            if (!IsForCaller(exception)) sender.ReportThrew(Origin, exception);
        }
    }
}

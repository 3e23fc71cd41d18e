using System.Diagnostics;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Conversations;

/// <summary>
/// A client's side that keeps so many messages, or calls, unanswered and no more: what is answered is sent anew. It starts when the server
/// says go, and pauses when the meter drains.
/// </summary>
internal sealed class WindowConversation : Conversation
{
    private readonly Meter _meter;
    private readonly Window _window;
    private readonly byte[] _message;
    private int _credit;
    private long _answered;

    /// <param name="meter">Where latencies go.</param>
    /// <param name="window">How much may be unanswered.</param>
    /// <param name="ballast">What the messages look like; the first bytes become the header.</param>
    public WindowConversation(Meter meter, Window window, ReadOnlySpan<byte> ballast)
    {
        _meter = meter;
        _window = window;
        _message = ballast.ToArray();
    }

    public override long Unanswered => Sent - _answered;

    public override bool AwaitsAnswers => _window.AwaitsAnswers;

    // A window is given back in whole answers, and a drain ends with the last of the messages that get one.
    private bool MaySend => _credit > 0 && (!_meter.IsDraining || Sent % _window.AnswerEvery != 0);

    public override void Receive(ReadOnlyMemory<byte> message)
    {
        var header = MessageHeader.Read(message.Span);
        if (header.Number == MessageHeader.Go) _credit = _window.Messages;
        else TakeAnswer(header.Time, header.Number);
    }

    public override bool TryNext(out ReadOnlyMemory<byte> message)
    {
        message = _message;
        if (_window.IsOfCalls || !MaySend) return false;
        new MessageHeader(NextTime(), (int)Sent).Write(_message);
        CountSent();
        return true;
    }

    public override void Receive(Call call) => TakeAnswer(call.Time, call.C);

    public override void TakeAnswer(Call call, int answer)
    {
        if (answer != call.C) Wrong++;
        CountAnswer(call.Time);
    }

    public override bool TryNext(out Call call)
    {
        call = default;
        if (!_window.IsOfCalls || !MaySend) return false;
        call = Call.Create(NextTime(), (int)Sent);
        CountSent();
        return true;
    }

    private void TakeAnswer(long time, int number)
    {
        CountAnswer(time);
        if (number != (int)(_answered - 1)) Wrong++;
    }

    private void CountAnswer(long time)
    {
        Received++;
        _answered += _window.AnswerEvery;
        _credit += _window.AnswerEvery;
        if (time != 0) _meter.Record(time);
    }

    // Looking at the clock for each of a million messages would be a good part of what is measured.
    private long NextTime() => Sent % _window.TimeEvery == _window.TimeEvery - 1 ? Stopwatch.GetTimestamp() : 0;

    private void CountSent()
    {
        Sent++;
        _credit--;
    }
}

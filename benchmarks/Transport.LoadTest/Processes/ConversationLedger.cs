using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Processes;

/// <summary>Keeps the conversations of a process, and adds them up. Thread-safe; the sums are exact when nothing is being sent.</summary>
internal sealed class ConversationLedger
{
    private readonly Lock _gate = new();
    private readonly HashSet<Conversation> _open = [];
    private Totals _ended = new(0, 0, 0, 0, 0, 0, null);
    private bool _isClosing;

    /// <summary>Enters a new one.</summary>
    public Conversation Add(Conversation conversation)
    {
        lock (_gate)
        {
            conversation.IsClosing = _isClosing;
            _open.Add(conversation);
        }
        conversation.Ended = OnEnded;
        return conversation;
    }

    /// <summary>A connection could not be opened.</summary>
    public static void Fail(Conversation conversation, string why)
    {
        conversation.IsClosing = false;
        conversation.End(why);
    }

    /// <summary>From now on, or no longer, an end is not a failure.</summary>
    public void SetClosing(bool isClosing)
    {
        lock (_gate)
        {
            _isClosing = isClosing;
            foreach (var conversation in _open) conversation.IsClosing = isClosing;
        }
    }

    public Totals Sum()
    {
        lock (_gate)
        {
            var (received, sent, unanswered, wrong) = (_ended.Received, _ended.Sent, _ended.Unanswered, _ended.Wrong);
            foreach (var conversation in _open)
            {
                received += conversation.Received;
                sent += conversation.Sent;
                unanswered += conversation.Unanswered;
                wrong += conversation.Wrong;
            }
            return new Totals(_open.Count, received, sent, unanswered, wrong, _ended.Failed, _ended.Failure);
        }
    }

    private void OnEnded(Conversation conversation)
    {
        lock (_gate)
        {
            if (!_open.Remove(conversation)) return;
            _ended = _ended with
            {
                Received = _ended.Received + conversation.Received,
                Sent = _ended.Sent + conversation.Sent,
                Unanswered = _ended.Unanswered + conversation.Unanswered,
                Wrong = _ended.Wrong + conversation.Wrong,
                Failed = _ended.Failed + (conversation.Failure is null ? 0 : 1),
                Failure = _ended.Failure ?? conversation.Failure,
            };
        }
    }
}

namespace Transport.LoadTest.Conversations;

/// <summary>
/// What one end of a connection says, whatever carries it. The contender gives it each message that came, in order, and then sends what
/// <see cref="TryNext(out ReadOnlyMemory{byte})"/> has, until that returns false; all from the connection's own loop, one call at a time.
/// </summary>
internal abstract class Conversation
{
    private readonly Lock _gate = new();
    private volatile bool _hasEnded;

    /// <summary>Messages or calls that came, signs to start not counted.</summary>
    public long Received { get; protected set; }

    /// <summary>Messages or calls that were handed to the contender.</summary>
    public long Sent { get; protected set; }

    /// <summary>Sent, and not yet answered; 0 where no answer is awaited.</summary>
    public virtual long Unanswered => 0;

    /// <summary>Messages that were not the one that had to come next.</summary>
    public long Wrong { get; protected set; }

    /// <summary>Whether the connection is there.</summary>
    public bool IsOpen => !_hasEnded;

    /// <summary>Why the connection was lost; null when it was not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Set before the connection is closed on purpose.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Called once, when the connection is over.</summary>
    public Action<Conversation>? Ended { get; set; }

    /// <summary>Takes a message; its bytes are valid until the next.</summary>
    public abstract void Receive(ReadOnlyMemory<byte> message);

    /// <summary>The next message to send; its bytes are valid until the next call of any method.</summary>
    public abstract bool TryNext(out ReadOnlyMemory<byte> message);

    /// <summary>Takes a call.</summary>
    public virtual void Receive(Call call) => throw new NotSupportedException("This conversation has no calls.");

    /// <summary>The next call to make.</summary>
    public virtual bool TryNext(out Call call)
    {
        call = default;
        return false;
    }

    /// <summary>Whether the calls that it makes return something, which goes to <see cref="TakeAnswer"/>.</summary>
    public virtual bool AwaitsAnswers => false;

    /// <summary>Takes a call, and says what it returns.</summary>
    public virtual int Answer(Call call) => throw new NotSupportedException("This conversation answers no calls.");

    /// <summary>Takes what a call has returned. Answers may come in any order.</summary>
    public virtual void TakeAnswer(Call call, int answer) => throw new NotSupportedException("This conversation makes no calls that are answered.");

    /// <summary>The connection is over.</summary>
    /// <param name="failure">Why; null when it was closed as it should be.</param>
    public void End(string? failure)
    {
        lock (_gate)
        {
            if (_hasEnded) return;
            if (!IsClosing) Failure = failure;
            _hasEnded = true;
        }
        Ended?.Invoke(this);
    }
}

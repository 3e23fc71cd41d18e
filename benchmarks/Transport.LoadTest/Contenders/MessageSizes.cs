namespace Transport.LoadTest.Contenders;

/// <summary>How large the messages of a scenario are.</summary>
/// <param name="RequestBytes">Of each that a client sends.</param>
/// <param name="AnswerBytes">Of each that a server sends.</param>
/// <param name="AreOfCalls">Whether calls are made, and messages are no more than the sign to start.</param>
internal sealed record MessageSizes(int RequestBytes, int AnswerBytes, bool AreOfCalls = false)
{
    /// <summary>
    /// Room for what is unanswered of large messages, several times over: what was answered already may still count as being written. Small
    /// messages get by with a contender's defaults.
    /// </summary>
    public int QueueBytes => 16 * LargestBytes;

    public int LargestBytes => Math.Max(RequestBytes, AnswerBytes);

    /// <summary>Whether a contender's defaults, made for a game's small messages, have to be raised.</summary>
    public bool AreLarge => LargestBytes > 16 * 1024;
}

namespace Transport.LoadTest.Conversations;

/// <summary>How a closed loop goes.</summary>
/// <param name="Messages">How many may be unanswered at once; a multiple of <paramref name="AnswerEvery"/>.</param>
/// <param name="AnswerEvery">How many messages get one answer.</param>
/// <param name="TimeEvery">Of how many messages one has its latency recorded; a multiple of <paramref name="AnswerEvery"/>.</param>
/// <param name="IsOfCalls">Whether calls are made instead.</param>
/// <param name="AwaitsAnswers">Whether these return something, instead of being called back.</param>
internal sealed record Window(int Messages, int AnswerEvery = 1, int TimeEvery = 1, bool IsOfCalls = false, bool AwaitsAnswers = false);

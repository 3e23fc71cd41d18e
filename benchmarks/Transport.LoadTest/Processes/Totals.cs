namespace Transport.LoadTest.Processes;

/// <summary>All conversations of a process together, since its start.</summary>
/// <param name="Open">Connections that are there.</param>
/// <param name="Received">See <see cref="Conversations.Conversation.Received"/>.</param>
/// <param name="Sent">See <see cref="Conversations.Conversation.Sent"/>.</param>
/// <param name="Unanswered">See <see cref="Conversations.Conversation.Unanswered"/>.</param>
/// <param name="Wrong">See <see cref="Conversations.Conversation.Wrong"/>.</param>
/// <param name="Failed">Connections that were lost, or could not be opened.</param>
/// <param name="Failure">Why the first of them was.</param>
internal sealed record Totals(int Open, long Received, long Sent, long Unanswered, long Wrong, int Failed, string? Failure);

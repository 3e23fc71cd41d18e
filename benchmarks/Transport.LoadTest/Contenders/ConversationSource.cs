using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders;

/// <summary>Where a hub, which lives for one invocation, gets its conversations from.</summary>
internal sealed record ConversationSource(Func<Conversation> Open);

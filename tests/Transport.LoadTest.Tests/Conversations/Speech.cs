using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Tests.Conversations;

/// <summary>What a conversation says, as a contender would take it from it.</summary>
internal static class Speech
{
    public static byte[] Message(int number, long time = 0, int bytes = 64)
    {
        var message = new byte[bytes];
        new MessageHeader(time, number).Write(message);
        return message;
    }

    public static byte[] Go() => Message(MessageHeader.Go);

    /// <summary>Everything that it wants to say now.</summary>
    public static List<byte[]> Say(this Conversation conversation)
    {
        var all = new List<byte[]>();
        while (conversation.TryNext(out ReadOnlyMemory<byte> message)) all.Add(message.ToArray());
        return all;
    }

    /// <summary>The numbers of it.</summary>
    public static int[] SayNumbers(this Conversation conversation) =>
        [.. conversation.Say().Select(message => MessageHeader.Read(message).Number)];
}

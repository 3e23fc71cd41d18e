using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Tests.Conversations;

public sealed class ListenConversationTests
{
    [Test]
    public void EveryBroadcastInTurnIsRight()
    {
        var client = new ListenConversation(new Meter());

        client.Receive(Speech.Go());
        for (var i = 0; i < 3; i++) client.Receive(Speech.Message(i, time: 1));

        Assert.That((client.Received, client.Wrong), Is.EqualTo((3, 0)));
        Assert.That(client.Say(), Is.Empty);
    }

    [Test]
    public void MissingBroadcastIsNoticed()
    {
        var client = new ListenConversation(new Meter());

        client.Receive(Speech.Message(0, time: 1));
        client.Receive(Speech.Message(2, time: 1));

        Assert.That(client.Wrong, Is.EqualTo(1));
    }
}

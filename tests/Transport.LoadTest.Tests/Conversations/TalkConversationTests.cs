using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Tests.Conversations;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TalkConversationTests
{
    private readonly Meter _meter = new();

    [Test]
    public void SaysOneThingByItselfWhenTheServerSaysGo()
    {
        var client = new TalkConversation(_meter, new byte[64]);

        Assert.That(client.Say(), Is.Empty);
        client.Receive(Speech.Go());

        Assert.That(client.SayNumbers(), Is.EqualTo([0]));
        Assert.That(client.Say(), Is.Empty);
    }

    [Test]
    public void CarriesTheTimeAtWhichItShouldHaveBeenSaid()
    {
        var client = new TalkConversation(_meter, new byte[64]);

        Assert.That(MessageHeader.Read(client.Say(time: 42).Span), Is.EqualTo(new MessageHeader(42, 0)));
        Assert.That(MessageHeader.Read(client.Say(time: 43).Span), Is.EqualTo(new MessageHeader(43, 1)));
        Assert.That(client.Unanswered, Is.EqualTo(2));
    }

    [Test]
    public void AnswersAreCountedAndTimed()
    {
        var client = new TalkConversation(_meter, new byte[64]);
        _meter.StartRecording();

        client.Receive(client.Say(time: 1).ToArray());
        client.Receive(Speech.Message(5, time: 1));

        Assert.That((client.Received, client.Wrong, client.Unanswered), Is.EqualTo((2, 1, -1)));
        Assert.That(_meter.Latencies.Count, Is.EqualTo(2));
    }
}

using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Tests.Conversations;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WindowConversationTests
{
    private readonly Meter _meter = new();

    [Test]
    public void SaysNothingBeforeTheServerSaysGo()
    {
        var client = Create(new Window(3));

        Assert.That(client.Say(), Is.Empty);
        client.Receive(Speech.Go());
        Assert.That(client.SayNumbers(), Is.EqualTo([0, 1, 2]));
        Assert.That(client.Say(), Is.Empty);
        Assert.That(client.Unanswered, Is.EqualTo(3));
    }

    [Test]
    public void SaysOneThingForEachAnswer()
    {
        var client = Create(new Window(3));
        client.Receive(Speech.Go());
        client.Say();

        client.Receive(Speech.Message(0));
        Assert.That(client.SayNumbers(), Is.EqualTo([3]));
        client.Receive(Speech.Message(1));
        client.Receive(Speech.Message(2));
        Assert.That(client.SayNumbers(), Is.EqualTo([4, 5]));
        Assert.That((client.Sent, client.Received, client.Unanswered, client.Wrong), Is.EqualTo((6, 3, 3, 0)));
    }

    [Test]
    public void OneAnswerStandsForSeveralMessages()
    {
        var client = Create(new Window(4, AnswerEvery: 2, TimeEvery: 2));
        client.Receive(Speech.Go());
        Assert.That(client.SayNumbers(), Is.EqualTo([0, 1, 2, 3]));

        client.Receive(Speech.Message(1));
        Assert.That(client.SayNumbers(), Is.EqualTo([4, 5]));
        Assert.That(client.Unanswered, Is.EqualTo(4));
        Assert.That(client.Wrong, Is.Zero);
    }

    [TestCase(1, Description = "It was skipped.")]
    [TestCase(-7, Description = "It was never said.")]
    public void AnswerThatIsNotTheNextOneIsWrong(int number)
    {
        var client = Create(new Window(3));
        client.Receive(Speech.Go());
        client.Say();

        client.Receive(Speech.Message(number));

        Assert.That(client.Wrong, Is.EqualTo(1));
    }

    [Test]
    public void DrainEndsWithTheLastMessageThatGetsAnAnswer()
    {
        var client = Create(new Window(4, AnswerEvery: 2, TimeEvery: 2));
        client.Receive(Speech.Go());
        Assert.That(client.TryNext(out ReadOnlyMemory<byte> _), Is.True);
        _meter.Drain();

        Assert.That(client.SayNumbers(), Is.EqualTo([1]), "The second of the two that are answered together.");
        client.Receive(Speech.Message(1));
        Assert.That(client.Unanswered, Is.Zero);
        Assert.That(client.Say(), Is.Empty);
    }

    [Test]
    public void GoesOnWhenTheServerSaysGoAgain()
    {
        var client = Create(new Window(1));
        client.Receive(Speech.Go());
        client.Say();
        _meter.Drain();
        client.Receive(Speech.Message(0));
        Assert.That(client.Say(), Is.Empty);

        _meter.Arm();
        client.Receive(Speech.Go());

        Assert.That(client.SayNumbers(), Is.EqualTo([1]));
    }

    [Test]
    public void OnlySomeMessagesCarryATime()
    {
        var client = Create(new Window(8, TimeEvery: 4));
        client.Receive(Speech.Go());

        var hasTime = client.Say().Select(message => MessageHeader.Read(message).Time != 0);

        Assert.That(hasTime, Is.EqualTo([false, false, false, true, false, false, false, true]));
    }

    [Test]
    public void LatencyOfAnAnswerWithATimeIsRecorded()
    {
        var client = Create(new Window(2, TimeEvery: 2));
        client.Receive(Speech.Go());
        var said = client.Say();
        _meter.StartRecording();

        foreach (var message in said) client.Receive(message);

        Assert.That(_meter.Latencies.Count, Is.EqualTo(1));
    }

    [Test]
    public void BallastFollowsTheHeader()
    {
        var ballast = Enumerable.Range(1, 64).Select(i => (byte)i).ToArray();
        var client = new WindowConversation(_meter, new Window(1), ballast);
        client.Receive(Speech.Go());

        var message = client.Say().Single();

        Assert.That(message, Has.Length.EqualTo(64));
        Assert.That(message[MessageHeader.Bytes..], Is.EqualTo(ballast[MessageHeader.Bytes..]));
    }

    [Test]
    public void CallsAreMadeInsteadOfMessages()
    {
        var client = Create(new Window(2, IsOfCalls: true));
        client.Receive(Speech.Go());

        Assert.That(client.Say(), Is.Empty);
        Assert.That(client.TryNext(out Call first), Is.True);
        Assert.That(client.TryNext(out Call second), Is.True);
        Assert.That(client.TryNext(out Call _), Is.False);
        Assert.That((first.C, second.C), Is.EqualTo((0, 1)));

        _meter.StartRecording();
        client.Receive(first);
        Assert.That(client.TryNext(out Call third), Is.True);
        Assert.That(third.C, Is.EqualTo(2));
        Assert.That(_meter.Latencies.Count, Is.EqualTo(1));
        Assert.That(client.Wrong, Is.Zero);
    }

    [Test]
    public void AnswersToCallsComeInAnyOrderAndHaveTheNumberOfTheirCalls()
    {
        var client = Create(new Window(2, IsOfCalls: true, AwaitsAnswers: true));
        client.Receive(Speech.Go());
        client.TryNext(out Call first);
        client.TryNext(out Call second);
        _meter.StartRecording();

        client.TakeAnswer(second, second.C);
        client.TakeAnswer(first, first.C);

        Assert.That(client.AwaitsAnswers, Is.True);
        Assert.That((client.Received, client.Unanswered, client.Wrong), Is.EqualTo((2, 0, 0)));
        Assert.That(_meter.Latencies.Count, Is.EqualTo(2));

        client.TryNext(out Call third);
        client.TakeAnswer(third, third.C + 1);
        Assert.That(client.Wrong, Is.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(0x7FFF_FFFF)]
    [TestCase(0x8000_0000)]
    [TestCase(0x1234_5678_9ABC_DEF0)]
    public void CallCarriesATime(long time) => Assert.That((Call.Create(time, 5).Time, Call.Create(time, 5).C), Is.EqualTo((time, 5)));

    private WindowConversation Create(Window window) => new(_meter, window, new byte[64]);
}

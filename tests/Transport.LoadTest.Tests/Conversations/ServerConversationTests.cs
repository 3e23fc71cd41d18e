using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Tests.Conversations;

public sealed class ServerConversationTests
{
    [Test]
    public void EchoSendsEveryMessageBack()
    {
        var server = new EchoConversation();

        server.Receive(Speech.Message(7));
        Assert.That(server.SayNumbers(), Is.EqualTo([7]));
        Assert.That(server.Say(), Is.Empty);
        Assert.That((server.Received, server.Sent), Is.EqualTo((1, 1)));
    }

    [Test]
    public void EchoMakesEveryCallBack()
    {
        var server = new EchoConversation();

        server.Receive(new Call(1, 2, 3));
        Assert.That(server.TryNext(out Call call), Is.True);
        Assert.That(call, Is.EqualTo(new Call(1, 2, 3)));
        Assert.That(server.TryNext(out call), Is.False);
        Assert.That((server.Received, server.Sent), Is.EqualTo((1, 1)));
    }

    [Test]
    public void EchoAnswersACallWithItsNumber()
    {
        var server = new EchoConversation();

        Assert.That(server.Answer(new Call(1, 2, 3)), Is.EqualTo(3));
        Assert.That(server.TryNext(out Call _), Is.False);
        Assert.That((server.Received, server.Sent), Is.EqualTo((1, 1)));
    }

    [Test]
    public void ReceiptIsTheHeaderOfTheLastMessage()
    {
        var server = new ReceiptConversation(answerEvery: 2);

        server.Receive(Speech.Message(0, time: 5));
        Assert.That(server.Say(), Is.Empty);
        server.Receive(Speech.Message(1, time: 6));
        var receipt = server.Say().Single();

        Assert.That(receipt, Has.Length.EqualTo(MessageHeader.Bytes));
        Assert.That(MessageHeader.Read(receipt), Is.EqualTo(new MessageHeader(6, 1)));
        Assert.That((server.Received, server.Sent), Is.EqualTo((2, 1)));
    }

    [Test]
    public void SilenceOnlyCounts()
    {
        var server = new SilentConversation();

        server.Receive(Speech.Message(0));

        Assert.That(server.Say(), Is.Empty);
        Assert.That((server.Received, server.Sent), Is.EqualTo((1, 0)));
    }
}

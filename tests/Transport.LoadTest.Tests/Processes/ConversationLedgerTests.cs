using Transport.LoadTest.Conversations;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Tests.Conversations;

namespace Transport.LoadTest.Tests.Processes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConversationLedgerTests
{
    private readonly ConversationLedger _ledger = new();

    [Test]
    public void SumsWhatIsOpenAndWhatHasEnded()
    {
        var first = _ledger.Add(new EchoConversation());
        var second = _ledger.Add(new EchoConversation());
        first.Receive(Speech.Message(0));
        first.Say();
        second.Receive(Speech.Message(0));
        first.End(failure: null);

        Assert.That(_ledger.Sum(), Is.EqualTo(new Totals(Open: 1, Received: 2, Sent: 1, Unanswered: 0, Wrong: 0, Failed: 0, Failure: null)));
    }

    [Test]
    public void LostConnectionIsAFailureOnce()
    {
        var conversation = _ledger.Add(new EchoConversation());
        _ledger.Add(new EchoConversation()).End("later");

        conversation.End("reset");
        conversation.End("again");

        var totals = _ledger.Sum();
        Assert.That((totals.Open, totals.Failed, totals.Failure), Is.EqualTo((0, 2, "later")));
    }

    [Test]
    public void ConnectionThatIsClosedOnPurposeIsNoFailure()
    {
        var conversation = _ledger.Add(new EchoConversation());
        _ledger.SetClosing(true);

        conversation.End("The other end hung up.");

        Assert.That(_ledger.Sum().Failed, Is.Zero);
    }

    [Test]
    public void RefusedClientIsAFailure()
    {
        var conversation = _ledger.Add(new EchoConversation());

        ConversationLedger.Fail(conversation, "refused");

        var totals = _ledger.Sum();
        Assert.That((totals.Open, totals.Failed, totals.Failure), Is.EqualTo((0, 1, "refused")));
    }
}

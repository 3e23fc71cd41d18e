using Transport.LoadTest.Processes;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests.Scenarios;

public sealed class FaultsTests
{
    private static readonly Totals Fine = new(Open: 1, Received: 10, Sent: 10, Unanswered: 0, Wrong: 0, Failed: 0, Failure: null);

    [Test]
    public void EndsThatAgreeHaveNone() => Assert.That(Faults.Of(Fine, Fine), Is.Empty);

    [Test]
    public void LostConnectionsAndWrongMessagesAreTold() =>
        Assert.That(Faults.Of(Fine with { Wrong = 2, Failed = 1, Failure = "reset" }), Is.EqualTo(
        [
            "1 connections were lost or refused. The first: reset",
            "2 messages were not the one that had to come next.",
        ]));

    [Test]
    public void EndsThatDoNotAgreeAreTold() =>
        Assert.That(Faults.Of(Fine with { Received = 9 }, Fine with { Received = 8, Sent = 7, Open = 2 }), Is.EqualTo(
        [
            "The clients sent 10 messages, and the server received 8.",
            "The server sent 7 messages, and the clients received 9.",
            "The clients have 1 connections, and the server 2.",
        ]));
}

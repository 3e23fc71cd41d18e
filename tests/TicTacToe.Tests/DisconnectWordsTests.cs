using Transport;

namespace TicTacToe.Tests;

public sealed class DisconnectWordsTests
{
    [Test]
    public void EveryReasonNamesTheOtherEnd([Values] DisconnectReason reason)
    {
        var words = DisconnectWords.Describe("The server", new DisconnectInfo(reason, DisconnectOrigin.Network));

        Assert.That(words, Does.Contain("he server"));
        Assert.That(words, Does.EndWith("."));
        Assert.That(words, Does.Not.Contain(nameof(DisconnectInfo)));
    }

    [Test]
    public void TextIsToldWithoutControlCharacters()
    {
        var info = new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, CloseCode.Normal, "bye\u001b[31m", isClean: true);

        Assert.That(DisconnectWords.Describe("X", info), Is.EqualTo("X closed the connection: bye [31m"));
    }

    [Test]
    public void WhoWasSentAwayDidNotClose()
    {
        var info = new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, CloseCode.Normal);

        Assert.That(DisconnectWords.Describe("O", info), Is.EqualTo("O was sent away."));
    }
}

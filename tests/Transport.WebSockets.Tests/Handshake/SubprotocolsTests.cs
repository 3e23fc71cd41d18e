using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class SubprotocolsTests
{
    [TestCase("", "", "")]
    [TestCase("a", "a", "a")]
    [TestCase("a b", "b a", "a")]
    [TestCase("c b a", "a b", "b")]
    [TestCase("a", "", null)]
    [TestCase("", "a", null)]
    [TestCase("a", "b", null)]
    [TestCase("A", "a", null)]
    [TestCase("a a", "a", "a")]
    public void TheClientsOrderWins(string offered, string supported, string? selected) =>
        Assert.That(Subprotocols.Select(Names(offered), Names(supported)), Is.EqualTo(selected));

    [Test]
    public void ACallersListIsTrimmedAndCopied()
    {
        string[] names = [" demo-chat ", "v2.example"];
        var kept = Subprotocols.Check(names, "protocols");
        names[1] = "";

        Assert.That(kept, Is.EqualTo(["demo-chat", "v2.example"]));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("two words")]
    [TestCase("a,b")]
    [TestCase("a/b")]
    [TestCase("a\r\nb")]
    [TestCase("sch\u00F6n")]
    public void WhatIsNoTokenIsTheCallersMistake(string name) =>
        Assert.That(() => Subprotocols.Check(["ok", name], "protocols"),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("protocols"));

    [Test]
    public void TheSameTwiceIsTheCallersMistake()
    {
        Assert.That(() => Subprotocols.Check(["a", "a "], "protocols"), Throws.ArgumentException);
        Assert.That(Subprotocols.Check(["a", "A"], "protocols"), Has.Count.EqualTo(2));
    }

    [Test]
    public void NullIsTheCallersMistake()
    {
        Assert.That(() => Subprotocols.Check(null!, "protocols"), Throws.ArgumentNullException);
        Assert.That(() => Subprotocols.Check([null!], "protocols"), Throws.ArgumentException);
    }

    [TestCase("", "no subprotocol")]
    [TestCase("a", "the subprotocol a")]
    [TestCase("a b", "the subprotocols a, b")]
    public void AreShownAsAPersonWouldSayIt(string names, string expected) =>
        Assert.That(Subprotocols.Show(Names(names)), Is.EqualTo(expected));

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

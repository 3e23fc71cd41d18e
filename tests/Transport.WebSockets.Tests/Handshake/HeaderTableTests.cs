using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HeaderTableTests
{
    [Test]
    public void NamesAreLookedUpWithoutRegardToCase()
    {
        var headers = Table("sec-webSOCKET-key: abc");

        Assert.That(headers["Sec-WebSocket-Key"], Is.EqualTo("abc"));
        Assert.That(headers.ContainsKey("SEC-WEBSOCKET-KEY"), Is.True);
        Assert.That(headers.Find("Sec-WebSocket-Key2"), Is.Null);
    }

    [Test]
    public void RepeatedFieldsAreJoinedInOrder()
    {
        var headers = Table("X: a", "Y: q", "x: b, c", "X:");

        Assert.That(headers["x"], Is.EqualTo("a, b, c, "));
        Assert.That(headers.CountOf("X"), Is.EqualTo(3));
        Assert.That(headers.CountOf("Z"), Is.Zero);
        Assert.That(headers, Has.Count.EqualTo(2));
        Assert.That(headers.Keys, Is.EquivalentTo(["X", "Y"]));
        Assert.That(headers.Values, Is.EquivalentTo(["a, b, c, ", "q"]));
    }

    [Test]
    public void AMissingFieldIsToldAsMissing()
    {
        var headers = Table("A: b");

        Assert.That(headers.TryGetValue("B", out _), Is.False);
        Assert.That(() => headers["B"], Throws.InstanceOf<KeyNotFoundException>());
        Assert.That(headers.ListOf("B"), Is.Empty);
    }

    [TestCase("Name: value", "value")]
    [TestCase("Name:value", "value")]
    [TestCase("Name: \t value \t ", "value")]
    [TestCase("Name:", "")]
    [TestCase("Name: ", "")]
    [TestCase("Name: a:b : c", "a:b : c")]
    [TestCase("Name: in\tside", "in\tside")]
    public void AValueIsWhatIsBehindTheFirstColonWithoutTheSpacesAround(string line, string value) =>
        Assert.That(Table(line)["Name"], Is.EqualTo(value));

    [Test]
    public void BytesAboveAsciiAreKeptOneByOne()
    {
        var headers = new HeaderTable();

        Assert.That(headers.TryAdd([(byte)'N', (byte)':', 0xC3, 0xBC, 0xFF], out _), Is.True);
        Assert.That(headers["n"], Is.EqualTo("\u00C3\u00BC\u00FF"));
    }

    [TestCase("no colon", "no colon")]
    [TestCase(": value", "empty")]
    [TestCase("Name : value", "space before the colon")]
    [TestCase("Na me: value", "space")]
    [TestCase("N(me: value", "do not have")]
    [TestCase("N\u00FCme: value", "do not have")]
    [TestCase(" folded: value", "folded")]
    [TestCase("\tfolded", "folded")]
    public void ALineThatIsNoHeaderIsRefusedWithItsFault(string line, string fault)
    {
        var headers = new HeaderTable();

        Assert.That(headers.TryAdd(Encoding.UTF8.GetBytes(line), out var told), Is.False);
        Assert.That(told, Does.Contain(fault));
        Assert.That(headers, Is.Empty);
    }

    [Test]
    public void AListGoesOverAllItsLinesWithoutEmptyElements()
    {
        var headers = Table("Connection: keep-alive ,\tUpgrade,,", "connection: ,close", "Connection:");

        Assert.That(headers.ListOf("Connection"), Is.EqualTo(["keep-alive", "Upgrade", "close"]));
    }

    [TestCase("upgrade", true)]
    [TestCase("CLOSE", true)]
    [TestCase("Upgrad", false)]
    [TestCase("keep-alive, Upgrade", false)]
    public void AListHasATokenAsAWholeAndWithoutRegardToCase(string token, bool expected) =>
        Assert.That(Table("Connection: keep-alive, Upgrade, Upgrade-Soon", "Connection: close").ListHas("connection", token),
            Is.EqualTo(expected));

    private static HeaderTable Table(params string[] lines)
    {
        var headers = new HeaderTable();
        foreach (var line in lines) Assert.That(headers.TryAdd(Encoding.UTF8.GetBytes(line), out var fault), Is.True, fault);
        return headers;
    }
}

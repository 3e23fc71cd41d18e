using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HttpSyntaxTests
{
    // RFC 9110 section 5.6.2.
    private const string TokenChars = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Test]
    public void TokensHaveTheCharactersOfTheRfcAndNoOthers()
    {
        Assert.Multiple(() =>
        {
            for (var c = 0; c < 0x200; c++)
            {
                var expected = TokenChars.Contains((char)c, StringComparison.Ordinal);
                Assert.That(HttpSyntax.IsToken([(char)c]), Is.EqualTo(expected), $"character 0x{c:X2}");
                if (c < 0x100) Assert.That(HttpSyntax.IsToken([(byte)c]), Is.EqualTo(expected), $"byte 0x{c:X2}");
            }
        });
    }

    [Test]
    public void AnEmptyTextIsNoToken()
    {
        Assert.That(HttpSyntax.IsToken(""), Is.False);
        Assert.That(HttpSyntax.IsToken(""u8), Is.False);
    }

    [Test]
    public void ControlsAreAllBelowSpaceButTheTabAndDelete()
    {
        var controls = Enumerable.Range(0, 0x100).Where(HttpSyntax.IsControl);

        Assert.That(controls, Is.EquivalentTo(Enumerable.Range(0, 0x20).Where(c => c != 9).Append(0x7F)));
    }

    [TestCase("", "")]
    [TestCase(" \t ", "")]
    [TestCase("a", "a")]
    [TestCase(" \ta b\t ", "a b")]
    public void SpacesAreTrimmedAtBothEnds(string text, string expected) =>
        Assert.That(HttpSyntax.Decode(HttpSyntax.TrimSpaces(System.Text.Encoding.ASCII.GetBytes(text))), Is.EqualTo(expected));

    [Test]
    public void EveryByteIsDecodedToOneCharacter()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        Assert.That(HttpSyntax.Decode(bytes), Is.EqualTo(new string(bytes.Select(b => (char)b).ToArray())));
    }

    [TestCase("plain", 10, "plain")]
    [TestCase("plain", 5, "plain")]
    [TestCase("plain", 4, "plai")]
    [TestCase("a\r\nb\tc\0d\u001Be", 20, "a??b?c?d?e")]
    [TestCase("gr\u00FC\u202E", 20, "gr??")]
    public void RemoteWordsBecomeOneShortAsciiLine(string text, int limit, string expected) =>
        Assert.That(HttpSyntax.Printable(text, limit), Is.EqualTo(expected));
}

using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class ServerHandshakeSettingsTests
{
    [Test]
    public void DefaultsAskForNothing()
    {
        var settings = new ServerHandshakeSettings();

        Assert.That(settings.SupportedProtocols, Is.Empty);
        Assert.That(settings.HandshakeHeaders, Is.Empty);
        Assert.That(settings.AllowedOrigins, Is.Empty);
        Assert.That(settings.MaxHeadBytes, Is.EqualTo(8192));
        Assert.That(settings.Allows("https://anywhere.example", "game.example", ownScheme: null), Is.True);
    }

    [TestCase("https://game.example", true)]
    [TestCase("HTTPS://Game.Example", true)]
    [TestCase("http://game.example", false)]
    [TestCase("https://game.example:8443", false)]
    [TestCase("https://sub.game.example", false)]
    [TestCase("https://game.example.evil.example", false)]
    [TestCase("null", false)]
    [TestCase("", false)]
    public void AnOriginIsAllowedAsAWholeAndWithoutRegardToCase(string origin, bool isAllowed)
    {
        var settings = new ServerHandshakeSettings { AllowedOrigins = ["https://other.example", " https://game.example/ "] };

        Assert.That(settings.Allows(origin, "game.example", ownScheme: null), Is.EqualTo(isAllowed));
    }

    [Test]
    public void MistakesThrowWhereTheyAreMade()
    {
        Assert.That(() => new ServerHandshakeSettings { MaxHeadBytes = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ServerHandshakeSettings { SupportedProtocols = ["a b"] }, Throws.ArgumentException);
        Assert.That(() => new ServerHandshakeSettings { HandshakeHeaders = ["a\r\nb: c"] }, Throws.ArgumentException);
        Assert.That(() => new ServerHandshakeSettings { AllowedOrigins = ["/"] }, Throws.ArgumentException);
        Assert.That(() => new ServerHandshakeSettings { AllowedOrigins = [null!] }, Throws.ArgumentException);
        Assert.That(() => new ServerHandshakeSettings { AllowedOrigins = null! }, Throws.ArgumentNullException);
    }
}

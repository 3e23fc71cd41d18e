using System.Net;
using Transport.WebSockets.Multiplayer;

namespace Transport.WebSockets.Tests.Multiplayer;

internal sealed class HandshakeAdmissionTests
{
    private static readonly IPAddress First = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Second = IPAddress.Parse("192.0.2.2");

    [Test]
    public void TakesAsManyHandshakesAsTheLimit()
    {
        var admission = new HandshakeAdmission(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 2 });
        Assert.That(admission.TryBegin(null), Is.True);
        Assert.That(admission.TryBegin(First), Is.True);
        Assert.That(admission.TryBegin(null), Is.False);
        admission.End(null);
        Assert.That(admission.TryBegin(null), Is.True);
    }

    [Test]
    public void CountsEachAddressForItself()
    {
        var admission = new HandshakeAdmission(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakesPerAddress = 2 });
        Assert.That(admission.TryBegin(First), Is.True);
        Assert.That(admission.TryBegin(First), Is.True);
        Assert.That(admission.TryBegin(First), Is.False);
        Assert.That(admission.TryBegin(Second), Is.True);
        Assert.That(admission.TryBegin(null), Is.True);
        admission.End(First);
        Assert.That(admission.TryBegin(First), Is.True);
        Assert.That(admission.TryBegin(First), Is.False);
    }

    [Test]
    public void AnAddressThatIsTurnedAwayTakesNoPlace()
    {
        var admission = new HandshakeAdmission(
            new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 2, MaxPendingHandshakesPerAddress = 1 });
        Assert.That(admission.TryBegin(First), Is.True);
        for (var i = 0; i < 5; i++) Assert.That(admission.TryBegin(First), Is.False);
        Assert.That(admission.TryBegin(Second), Is.True);
    }

    [Test]
    public void LetsInAsManyClientsAsTheLimit()
    {
        var admission = new HandshakeAdmission(new WebSocketMultiplayerPeerOptions { MaxClients = 2 });
        Assert.That(admission.TryEnter(), Is.True);
        Assert.That(admission.TryEnter(), Is.True);
        Assert.That(admission.TryEnter(), Is.False);
        admission.Leave();
        Assert.That(admission.TryEnter(), Is.True);
    }

    [Test]
    public void DefaultsAreThoseOfTheDesign()
    {
        var options = new WebSocketMultiplayerPeerOptions();
        var admission = new HandshakeAdmission(options);
        for (var i = 0; i < 64; i++) Assert.That(admission.TryBegin(First), Is.True);
        Assert.That(admission.TryBegin(First), Is.False);
        for (var i = 64; i < 1024; i++) Assert.That(admission.TryBegin(null), Is.True);
        Assert.That(admission.TryBegin(null), Is.False);
        for (var i = 0; i < 100_000; i++) Assert.That(admission.TryEnter(), Is.True);
    }
}

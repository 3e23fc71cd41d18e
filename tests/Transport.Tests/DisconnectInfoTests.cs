namespace Transport.Tests;

[TestFixture]
public sealed class DisconnectInfoTests
{
    [Test]
    public void DefaultsSayThatThereWasNoClose()
    {
        var info = new DisconnectInfo(DisconnectReason.ConnectionLost, DisconnectOrigin.Network);
        Assert.That((info.Code, info.Text, info.IsClean), Is.EqualTo((CloseCode.None, "", false)));
        Assert.That(default(DisconnectInfo).Text, Is.Empty);
    }

    [Test]
    public void EqualWhenAllIsEqual()
    {
        var info = new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 1000, "bye", isClean: true);
        var same = new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 1000, "bye", isClean: true);
        DisconnectInfo[] others =
        [
            new(DisconnectReason.TimedOut, DisconnectOrigin.Remote, 1000, "bye", isClean: true),
            new(DisconnectReason.Closed, DisconnectOrigin.Local, 1000, "bye", isClean: true),
            new(DisconnectReason.Closed, DisconnectOrigin.Remote, 1001, "bye", isClean: true),
            new(DisconnectReason.Closed, DisconnectOrigin.Remote, 1000, "", isClean: true),
            new(DisconnectReason.Closed, DisconnectOrigin.Remote, 1000, "bye"),
        ];
        Assert.That((info == same, info != same, info.Equals((object)same), info.GetHashCode()), Is.EqualTo((true, false, true, same.GetHashCode())));
        foreach (var other in others) Assert.That((info == other, info != other, info.Equals((object)other)), Is.EqualTo((false, true, false)));
        Assert.That(info.Equals("bye"), Is.False);
        Assert.That(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local), Is.EqualTo(new DisconnectInfo(0, 0, text: "")));
    }

    [TestCase(DisconnectOrigin.Remote, 1000, "good game", "Closed by the other end, code 1000: good game")]
    [TestCase(DisconnectOrigin.Local, 4001, "", "Closed by this end, code 4001")]
    [TestCase(DisconnectOrigin.Network, CloseCode.None, "", "Closed by the network")]
    [TestCase(DisconnectOrigin.Network, CloseCode.None, "reset", "Closed by the network: reset")]
    public void OneLineForALogOrAPlayer(DisconnectOrigin origin, int code, string text, string line) =>
        Assert.That(new DisconnectInfo(DisconnectReason.Closed, origin, code, text).ToString(), Is.EqualTo(line));
}

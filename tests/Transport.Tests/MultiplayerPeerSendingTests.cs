namespace Transport.Tests;

[TestFixture]
public sealed class MultiplayerPeerSendingTests
{
    [Test]
    public void CarrierIsAskedWithCheckedArguments()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        peer.Send(new byte[100], 2);
        peer.Send([], 0, TransferMode.Unreliable, 3);
        peer.Send(new byte[5], -3, TransferMode.UnreliableOrdered, 1);
        peer.Send(new byte[5], -99);
        peer.TargetPeer = -2;
        peer.TransferMode = TransferMode.Unreliable;
        peer.TransferChannel = 2;
        peer.PutPacket(new byte[7]);
        Assert.That(peer.TrySend(new byte[1], 3), Is.True);
        peer.SendResult = false;
        Assert.That(peer.TrySend(new byte[1], 0), Is.False);
        Assert.That(peer.Calls, Is.EqualTo(
        [
            "send 100 to 2, Reliable, channel 0, must deliver",
            "send 0 to 0, Unreliable, channel 3, must deliver",
            "send 5 to -3, UnreliableOrdered, channel 1, must deliver",
            "send 5 to -99, Reliable, channel 0, must deliver",
            "send 7 to -2, Unreliable, channel 2, must deliver",
            "send 1 to 3, Reliable, channel 0",
            "send 1 to 0, Reliable, channel 0",
        ]));
    }

    [Test]
    public void CarrierIsNotAskedWhenTheCallerIsMistaken()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        Assert.That(() => peer.Send(new byte[101], 2), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("payload"));
        Assert.That(() => peer.Send(new byte[51], 2, TransferMode.Unreliable), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("payload"));
        Assert.That(() => peer.Send(new byte[1], 3), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("target"));
        Assert.That(() => peer.Send(new byte[1], 1), Throws.ArgumentException.With.Message.Contains("own id"));
        Assert.That(() => peer.Send(new byte[1], int.MinValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => peer.Send(new byte[1], 2, (TransferMode)3), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("mode"));
        Assert.That(() => peer.Send(new byte[1], 2, channel: 4), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("channel"));
        Assert.That(() => peer.Send(new byte[1], 2, channel: -1), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("channel"));
        Assert.That(peer.Calls, Is.Empty);
    }

    [Test]
    public void MessagesOfMistakesSayWhatWasWrong()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        Assert.That(() => peer.Send(new byte[101], 2), Throws.ArgumentException.With.Message.Contains("101").And.Message.Contains("100"));
        Assert.That(() => peer.DisconnectPeer(9), Throws.ArgumentException.With.Message.Contains("9"));
        peer.Close();
        Assert.That(() => peer.Send(new byte[1], 0), Throws.InvalidOperationException.With.Message.Contains("Disconnected"));
    }
}

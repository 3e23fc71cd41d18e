namespace Transport.Tests;

[TestFixture]
public sealed class OfflineMultiplayerPeerTests
{
    [Test]
    public void ServerWithoutOthersFromTheStart()
    {
        using var peer = new OfflineMultiplayerPeer();
        Assert.That((peer.Status, peer.UniqueId, peer.IsServer, peer.Peers.Count), Is.EqualTo((ConnectionStatus.Connected, 1, true, 0)));
        Assert.That((peer.Carrier, peer.MaxPacketSize(TransferMode.Unreliable)), Is.EqualTo(("offline", int.MaxValue)));
    }

    [Test]
    public void WhatIsSentGoesNowhere()
    {
        using var peer = new OfflineMultiplayerPeer();
        peer.PeerConnected += _ => Assert.Fail("Nobody is there.");
        peer.Send(new byte[100_000], MultiplayerPeer.TargetPeerBroadcast);
        peer.PutPacket([]);
        Assert.That(peer.TrySend(new byte[1], -5), Is.True);
        peer.Poll();
        Assert.That((peer.AvailablePacketCount, peer.TryReceive(out _)), Is.EqualTo((0, false)));
    }

    [Test]
    public void OthersCannotBeNamed()
    {
        using var peer = new OfflineMultiplayerPeer();
        Assert.That(() => peer.Send(new byte[1], 2), Throws.ArgumentException);
        Assert.That(() => peer.Send(new byte[1], 1), Throws.ArgumentException);
        Assert.That(() => peer.DisconnectPeer(2), Throws.ArgumentException);
        Assert.That(() => peer.GetStatistics(2), Throws.ArgumentException);
    }

    [Test]
    public async Task StartsAgainAfterAClose()
    {
        using var peer = new OfflineMultiplayerPeer();
        Assert.That(peer.CreateServer, Throws.InvalidOperationException);
        await peer.CloseAsync();
        Assert.That((peer.Status, peer.UniqueId), Is.EqualTo((ConnectionStatus.Disconnected, 0)));
        Assert.That(() => peer.Send(new byte[1], 0), Throws.InvalidOperationException);
        peer.CreateServer();
        Assert.That((peer.Status, peer.UniqueId), Is.EqualTo((ConnectionStatus.Connected, 1)));
        peer.Dispose();
        Assert.That(peer.CreateServer, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task WaitIsForTheOwnClose()
    {
        using var peer = new OfflineMultiplayerPeer();
        var wait = peer.WaitForActivityAsync().AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        peer.Close();
        await wait;
    }
}
